"""Comparison table of two records: every fact of either, differences marked, and the evidence."""

from __future__ import annotations

from collections.abc import Sequence

from app_pages.parts.network.cards import safe
from graphs.duplicates import Suggestion, suggest
from graphs.model import RECORDS, Record, Snapshot, derived, record_type
from graphs.network import find_record, record_name, value_words
from graphs.text import Language, Text

__all__ = ["MARKS", "evidence_html", "pair_heads", "pair_html", "pair_rows", "suggestions"]

_HEADS = Text(
    zh="可能性|类型|记录甲|记录乙|理由|曾判定",
    en="Likelihood|Kind|Record A|Record B|Reasons|Judged",
)
MARKS = (Text(zh="甲", en="A"), Text(zh="乙", en="B"))
"""What the two records are called beside each other."""

_DIFFERS, _ALIKE, _ONE = "≠", "＝", "·"


@derived
def suggestions(snapshot: Snapshot) -> tuple[Suggestion, ...]:
    """Return the records that may be one; kept with the snapshot."""
    return suggest(snapshot)


def pair_heads(language: Language) -> list[str]:
    """Return the heads of the rows below."""
    return _HEADS.say(language).split("|")


def pair_rows(
    snapshot: Snapshot, found: Sequence[Suggestion], language: Language
) -> list[tuple[object, ...]]:
    """Return one row a suggestion."""
    return [
        (
            f"{each.score * 100:.0f} %",
            RECORDS[each.kind].label.say(language),
            record_name(snapshot, find_record(snapshot, each.left)).say(language),
            record_name(snapshot, find_record(snapshot, each.right)).say(language),
            each.sentence().say(language),
            each.verdict.label.say(language) if each.verdict else "",
        )
        for each in found
    ]


def pair_html(snapshot: Snapshot, left: Record, right: Record, language: Language) -> str:
    """Return the facts of both as a table; a mark says where they differ or only one speaks."""
    titles = [
        f"<th>{mark.say(language)} · {safe(record_name(snapshot, item).say(language), 80)}</th>"
        for mark, item in zip(MARKS, (left, right), strict=True)
    ]
    field = safe(Text(zh="栏目", en="Field").say(language))
    rows = [f"<tr><th>{field}</th><th></th>{''.join(titles)}</tr>"]
    identifier = Text(zh="编号", en="Id").say(language)
    rows.append(_row(identifier, left.id, right.id, differs=False))
    for each in record_type(left).columns:
        if each.name == "path":
            continue
        values = [getattr(item, each.name) for item in (left, right)]
        if values == [None, None]:
            continue
        words = [
            "" if value is None else value_words(snapshot, each, value).say(language)
            for value in values
        ]
        rows.append(_row(each.label.say(language), *words, differs=words[0] != words[1]))
    return '<table class="pair">' + "".join(rows) + "</table>"


def _row(label: str, left: str, right: str, *, differs: bool) -> str:
    mark = (_DIFFERS if left and right else _ONE) if differs else _ALIKE
    styled = ' class="differs"' if differs and left and right else ""
    return (
        f'<tr{styled}><td class="quiet">{safe(label)}</td><td>{mark}</td>'
        f"<td>{safe(left)}</td><td>{safe(right)}</td></tr>"
    )


def evidence_html(suggestion: Suggestion, language: Language) -> str:
    """Return the observations with their weights in bits; they add up to the score."""
    title = Text(
        zh="证据：可能性 {score}（权重以比特计，负数是反证）",
        en="Evidence: likelihood {score} (weights in bits; below 0 speaks against)",
    ).format(score=f"{suggestion.score * 100:.0f} %")
    lines = "".join(
        f"<li>{part.weight:+.1f} {safe(part.reason.say(language))}</li>"
        for part in suggestion.parts
    )
    total = Text(zh="合计", en="sum").say(language)
    return (
        f'<h6 aria-level="2">'
        f"{title.say(language)}</h6><ul>{lines}<li><b>{suggestion.weight:+.1f}</b> {total}</li></ul>"
    )
