"""Typo tolerance: words one edit away (insertion, deletion, substitution, transposition)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

__all__ = ["holds_with_one_slip", "pieces"]


def pieces(wanted: str) -> tuple[tuple[int, str], ...]:
    """Return a word in three pieces, each after its place; one slip leaves one of them whole.

    Two neighbours changed about may touch two pieces, hence three.

    Examples
    --------
    >>> pieces("changan")
    ((0, 'ch'), (2, 'ang'), (5, 'an'))
    """
    third = max(1, len(wanted) // 3)
    cuts = (0, third, len(wanted) - third, len(wanted))
    return tuple((begin, wanted[begin:end]) for begin, end in pairwise(cuts) if end > begin)


def holds_with_one_slip(wanted: str, text: str) -> bool:
    r"""Return whether a part of one line of the text is the word but for one slip.

    1. A piece of the word that is untouched stands somewhere in the text.
    2. Around it, the part as long as the word, one shorter or longer, begun where the word would
       begin or one beside it, is compared.

    Examples
    --------
    >>> holds_with_one_slip("长安银行", "\n重庆长安艮行\n"), holds_with_one_slip("长安银行", "\n长春艮行\n")
    (True, False)
    """
    from rapidfuzz.distance import OSA  # not before somebody searches

    size = len(wanted)
    return any(
        OSA.distance(wanted, part, score_cutoff=1) <= 1
        for begin in _beginnings(wanted, text)
        for length in (size - 1, size, size + 1)
        if len(part := text[begin : begin + length]) == length and "\n" not in part
    )


def _beginnings(wanted: str, text: str) -> Iterator[int]:
    seen: set[int] = set()
    for offset, piece in pieces(wanted):
        at = text.find(piece)
        while at >= 0:
            for begin in (at - offset - 1, at - offset, at - offset + 1):
                if begin >= 0 and begin not in seen:
                    seen.add(begin)
                    yield begin
            at = text.find(piece, at + 1)
