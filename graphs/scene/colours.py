"""Colours for the classes of an attribute: the largest have their own, the rest share a grey."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphs.glossary import word
from graphs.model import Snapshot
from graphs.scene.attributes import ATTRIBUTES, UNSTATED, classes
from graphs.text import Text

__all__ = ["Colours", "colours"]

_OWN = tuple(f"class{place}" for place in range(1, 10))
_REST = "class_rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The palette key of each organisation, and the words of each key for the legend."""

    of: Mapping[str, str]
    words: Mapping[str, Text]


def colours(snapshot: Snapshot, key: str, drawn: Iterable[str]) -> Colours:
    """Return the colours of an attribute; nothing for ownership, which the marks have anyway.

    Classes keep their colours under filters: they are counted over the whole snapshot. What the
    legend says of the rest is how many classes it stands for.

    Examples
    --------
    >>> import datetime as dt
    >>> colours(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)), "side", []).of
    {}
    """
    if key == "side" or key not in ATTRIBUTES:
        return Colours(of={}, words={})
    found = classes(snapshot, key)
    counted = Counter(found.of.values())
    order = sorted(counted.keys() - {UNSTATED}, key=lambda each: (-counted[each], each))
    shade = dict(zip(order, _OWN, strict=False))
    of = {node: shade.get(found.of[node], _REST) for node in drawn}
    used = set(of.values())
    words = {color: found.words.get(each, Text.same(each)) for each, color in shade.items()}
    words = {color: text for color, text in words.items() if color in used}
    rest = {found.of[node] for node in of if of[node] == _REST}
    if rest:
        words[_REST] = _rest_words(rest)
    return Colours(of=of, words=words)


def _rest_words(rest: set[str]) -> Text:
    unstated = word("not_stated")
    others = rest - {UNSTATED}
    if not others:
        return unstated
    words = Text(zh="其他 {n} 类", en="{n} other {n:class|classes}").format(n=len(others))
    return Text.join([words, unstated], zh="、", en=", ") if UNSTATED in rest else words
