"""Suggestions: pairs of records that may be one, best first, each with its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from graphs.duplicates.blocking import candidate_pairs
from graphs.duplicates.comparison import Part, barred, evidence, probability
from graphs.duplicates.entries import EntryKind, entries
from graphs.duplicates.verdicts import judgements
from graphs.model import Snapshot, Verdict
from graphs.text import Text

__all__ = ["LIKELY", "Suggestion", "suggest"]

LIKELY = 0.8
"""The score from which a pair is called likely the same; below it somebody should look first."""

_SHOWN = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Two records that may be one.

    Attributes
    ----------
    left, right
        Ids, the smaller first.
    score
        The probability that the weights stand for, in (0, 1).
    parts
        The observations; their weights add up to ``weight``.
    verdict
        ``unsure`` where somebody looked and could not tell, or judgements contradict.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Organisation
    >>> picture = Snapshot.from_records([
    ...     Organisation(id="o1", name="中共东山街机关支部委员会"),
    ...     Organisation(id="o2", name="东山街机关党支部"),
    ...     Organisation(id="o3", name="东山街机关第二党支部")], as_of=dt.date(2024, 6, 30))
    >>> [found] = suggest(picture)
    >>> found.left, found.right, found.likely
    ('o1', 'o2', True)
    >>> found.sentence().zh
    '规范化后名称相同：东山街机关'
    """

    kind: EntryKind
    left: str
    right: str
    score: float
    parts: tuple[Part, ...]
    verdict: Verdict | None = None

    @property
    def weight(self) -> float:
        """The sum of the weights, in bits."""
        return sum(part.weight for part in self.parts)

    @property
    def likely(self) -> bool:
        """Whether the pair is likely the same."""
        return self.score >= LIKELY

    def sentence(self) -> Text:
        """Return the reasons, for and against, as one sentence."""
        reasons = [part.reason for part in self.parts if part.key != "prior"]
        return Text.join(reasons, zh="；", en="; ")


def suggest(snapshot: Snapshot) -> tuple[Suggestion, ...]:
    """Return pairs that may be one record, the likeliest first, then by ids.

    1. Put every named organisation and unit in one form. 2. Pair those that share a key.
    3. Leave out pairs that cannot be one. 4. Add up what speaks for and against. 5. Leave out
    what judgements have decided, and what is hardly likely.
    """
    decided = judgements(snapshot)
    found = []
    for left, right in candidate_pairs(entries(snapshot)):
        if barred(left, right):
            continue
        parts = evidence(left, right)
        score = probability(sum(part.weight for part in parts)) if parts else 0.0
        verdict = decided.verdict(left.id, right.id)
        if score < _SHOWN or verdict in (Verdict.same, Verdict.not_same):
            continue
        found.append(
            Suggestion(
                kind=left.kind,
                left=left.id,
                right=right.id,
                score=score,
                parts=parts,
                verdict=verdict,
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.score, each.left, each.right)))
