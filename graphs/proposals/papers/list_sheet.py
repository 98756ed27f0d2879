"""Needs, resources and projects of each agreement's parties, with what meets what."""

from __future__ import annotations

from collections.abc import Iterable

from graphs.interchange import Sheet, list_column
from graphs.proposals.papers.agreement_draft import AgreementDraft, Item
from graphs.proposals.papers.agreement_paper import date_words
from graphs.text import Language, Text

__all__ = ["agreement_sheet", "list_sheet"]


_AGREEMENT = list_column(
    "agreement", "协议", "Agreement", "本包内的序号", "its number in this pack"
)
_PARTY = list_column("party", "方", "Party", "甲方、乙方……", "Party A, Party B …")
_NAME = list_column("name", "党组织", "Organisation", "名称", "its name")

_ITEM_COLUMNS = (
    _AGREEMENT,
    _PARTY,
    _NAME,
    list_column("list", "清单", "List", "需求、资源或项目", "need, resource or project"),
    list_column("category", "类别", "Category", "台账用词", "as the office words it"),
    list_column("title", "事项", "Item", "台账用词", "as the office words it"),
    list_column("opened_on", "提出日期", "Opened on", "可只到年或月", "may be a year or a month only"),
    list_column("meets", "可对接", "Meets", "他方同类别的事项", "what another party has in its category"),
)  # fmt: skip

_PARTY_COLUMNS = (
    _AGREEMENT,
    _PARTY,
    list_column("organisation_id", "编号", "Id", "台账编号", "id in the ledger"),
    _NAME,
    list_column("unit", "所在单位", "Formed in", "法人单位", "the legal person"),
    list_column("place", "区划", "Division", "名称", "its name"),
    list_column("file", "文件", "File", "本包内的协议书", "the agreement in this pack"),
)


def agreement_sheet(drafts: Iterable[AgreementDraft], language: Language) -> Sheet:
    """Return a party a row, with the file that holds its agreement."""
    rows = tuple(
        (
            draft.number,
            line.letter.say(language),
            line.id,
            line.name.say(language),
            line.unit.say(language),
            line.place.say(language),
            f"agreement-{draft.number:03}.docx",
        )
        for draft in drafts
        for line in draft.parties
    )
    label = Text(zh="协议与各方", en="Agreements and parties")
    return Sheet(key="agreements", label=label, columns=_PARTY_COLUMNS, rows=rows)


def list_sheet(drafts: Iterable[AgreementDraft], language: Language) -> Sheet:
    """Return an open need, resource or project a row."""
    rows = [_item_row(draft, item, language) for draft in drafts for item in draft.items]
    label = Text(zh="需求资源项目清单", en="Needs, resources, projects")
    return Sheet(key="lists", label=label, columns=_ITEM_COLUMNS, rows=tuple(rows))


def _item_row(draft: AgreementDraft, item: Item, language: Language) -> tuple[str | int, ...]:
    names = {line.letter: line.name for line in draft.parties}
    return (
        draft.number,
        item.party.say(language),
        names[item.party].say(language),
        item.kind.label.say(language),
        item.category,
        item.title,
        date_words(item.opened_on).say(language),
        _meets(draft, item, language),
    )


def _meets(draft: AgreementDraft, item: Item, language: Language) -> str:
    others = [match.offer for match in draft.matches if match.need is item]
    others += [match.need for match in draft.matches if match.offer is item]
    parts = [
        other.party + Text(zh="：", en=": ") + Text.same(other.title or other.category)
        for other in others
    ]
    return Text.join(parts, zh="；", en="; ").say(language)
