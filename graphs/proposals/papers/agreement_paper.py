"""An agreement as a Word paper in one language, dates and all, filled into an office's template."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphs.model import ListKind, PartialDate
from graphs.proposals.papers.agreement_draft import AgreementDraft, Item
from graphs.proposals.papers.office_template import fill_template, inert
from graphs.text import Language, Text

__all__ = ["PLACEHOLDERS", "agreement_paper", "date_words", "read_template"]

_FOLDER = Path(__file__).resolve().parents[3] / "data" / "templates"
_CALLED = Text(zh="协议书模板", en="agreement template")

PLACEHOLDERS: dict[str, Text] = {
    "reference": Text(zh="文号；未编号时为空", en="number of the agreement; blank without one"),
    "synthetic": Text(zh="是否虚构演示数据", en="whether the data are invented"),
    "parties": Text(
        zh="各方，逐项有 letter（甲方…）、name、unit、place",
        en="the parties, each with letter (Party A …), name, unit, place",
    ),
    "needs": Text(zh="需求，逐项有 party、category、title", en="needs: party, category, title"),
    "resources": Text(
        zh="资源，逐项有 party、category、title", en="resources: party, category, title"
    ),
    "projects": Text(
        zh="项目，逐项有 party、category、title", en="projects: party, category, title"
    ),
    "matches": Text(
        zh="对接，逐项有 category、need_party、need、offer_party、offer",
        en="what meets what: category, need_party, need, offer_party, offer",
    ),
    "goals": Text(zh="目标；未载明时为空", en="goals; blank where not stated"),
    "cadence": Text(zh="活动频次；未载明时为空", en="how often; blank where not stated"),
    "signed_on": Text(zh="签订日期；未定时为空", en="day of signing; blank while open"),
    "starts_on": Text(zh="起始日期；未定时为空", en="first day; blank while open"),
    "ends_on": Text(zh="到期日期；未定时为空", en="last day; blank while open"),
    "approver": Text(zh="批准岗位；未批准时为空", en="the approving post; blank before approval"),
}
"""Every placeholder of an agreement template and what it holds."""


def read_template(language: Language) -> bytes:
    """Return the template that ships.

    Examples
    --------
    >>> read_template("zh")[:2]
    b'PK'
    """
    return (_FOLDER / f"agreement-{language}.docx").read_bytes()


def agreement_paper(
    draft: AgreementDraft,
    *,
    template: bytes,
    language: Language,
    approver: str = "",
    foot: str = "",
) -> bytes:
    """Return an agreement as a Word file; the same draft and template give the same bytes.

    What the ledger holds is text wherever it goes: braces in a name are not read as placeholders.

    Raises
    ------
    InputError
        The template is no Word file, or a placeholder in it is unknown or broken; each is named.
    """
    return fill_template(
        template,
        _context(draft, language, approver),
        placeholders=tuple(PLACEHOLDERS),
        called=_CALLED,
        foot=foot,
    )


def _context(draft: AgreementDraft, language: Language, approver: str) -> Mapping[str, Any]:
    return {
        "reference": inert(draft.reference),
        "synthetic": draft.synthetic,
        "parties": [
            {
                "letter": inert(line.letter.say(language)),
                "name": inert(line.name.say(language)),
                "unit": inert(line.unit.say(language)),
                "place": inert(line.place.say(language)),
            }
            for line in draft.parties
        ],
        **_lists(draft, language),
        "matches": [
            {
                "category": inert(match.need.category),
                **_side("need", match.need, language),
                **_side("offer", match.offer, language),
            }
            for match in draft.matches
        ],
        "goals": inert(draft.goals),
        "cadence": inert(draft.cadence),
        "signed_on": date_words(draft.signed_on).say(language),
        "starts_on": date_words(draft.starts_on).say(language),
        "ends_on": date_words(draft.ends_on).say(language),
        "approver": inert(approver),
    }


def _lists(draft: AgreementDraft, language: Language) -> dict[str, Any]:
    return {
        name: [
            {
                "party": inert(item.party.say(language)),
                "category": inert(item.category),
                "title": inert(item.title),
            }
            for item in draft.items
            if item.kind is kind
        ]
        for name, kind in (
            ("needs", ListKind.need),
            ("resources", ListKind.resource),
            ("projects", ListKind.project),
        )
    }


def _side(name: str, item: Item, language: Language) -> dict[str, Any]:
    return {f"{name}_party": inert(item.party.say(language)), name: inert(item.title)}


def date_words(day: PartialDate | None) -> Text:
    """Return a date as a paper prints it; blank where it is not known.

    Examples
    --------
    >>> date_words(PartialDate("2026-06-05")).zh, date_words(PartialDate("2026")).zh, date_words(None).zh
    ('2026年6月5日', '2026年', '')
    """
    if day is None or not day.text:
        return Text.same((day and day.printed) or "")
    parts = [str(int(part)) for part in day.text.split("-")]
    chinese = "".join(part + unit for part, unit in zip(parts, "年月日", strict=False))
    return Text(zh=chinese, en=day.text)
