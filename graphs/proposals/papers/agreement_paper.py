"""An agreement as a Word paper, filled into a template that an office edits in Word or WPS."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphs.errors import InputError, Problem
from graphs.interchange import clean, document_bytes
from graphs.model import ListKind, PartialDate
from graphs.proposals.papers.agreement_text import AgreementDraft, Item
from graphs.text import Language, Text

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["PLACEHOLDERS", "agreement_paper", "date_words", "read_template"]

_FOLDER = Path(__file__).resolve().parents[3] / "data" / "templates"
_MOST_BYTES, _MOST_UNPACKED = 5_000_000, 50_000_000
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
    draft: AgreementDraft, *, template: bytes, language: Language, approver: str = ""
) -> bytes:
    """Return an agreement as a Word file; the same draft and template give the same bytes.

    What the ledger holds is text wherever it goes: braces in a name are not read as placeholders.

    Raises
    ------
    InputError
        The template is no Word file, or a placeholder in it is unknown or broken; each is named.
    """
    from docxtpl import DocxTemplate

    _check(template)
    paper = DocxTemplate(io.BytesIO(template))
    try:
        paper.render(_context(draft, language, approver), _environment(), autoescape=True)
        return document_bytes(paper)
    except Exception as error:  # a template may fail in any way its office can write
        raise _broken([_failed(error)]) from error


@lru_cache(maxsize=4)
def _check(template: bytes) -> None:
    """Refuse a template that is no Word file or asks for what there is not; once for many papers."""
    from docxtpl import DocxTemplate

    _check_package(template)
    try:
        paper = DocxTemplate(io.BytesIO(template))
        names = paper.get_undeclared_template_variables(_environment())
    except Exception as error:  # likewise
        raise _broken([_failed(error)]) from error
    unknown = sorted(names - PLACEHOLDERS.keys())
    if unknown:
        raise _broken(_unknown(name) for name in unknown)


def _environment() -> Environment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # A template comes from a file share: it may print and repeat, and reach nothing else.
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _check_package(template: bytes) -> None:
    reason = None
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            names = {entry.filename for entry in package.infolist()}
            size = sum(entry.file_size for entry in package.infolist())
    except zipfile.BadZipFile:
        names, size = set(), 0
    if "word/document.xml" not in names:
        reason = Text(zh="不是 Word 文件（.docx）", en="is no Word file (.docx)")
    elif len(template) > _MOST_BYTES or size > _MOST_UNPACKED:
        reason = Text(zh="文件过大", en="is too large")
    if reason:
        remedy = Text(
            zh="从 data/templates 里的模板改起", en="begin from the template in data/templates"
        )
        raise _broken([Problem(place=_CALLED, reason=reason, remedy=remedy)])


def _broken(problems: Iterable[Problem]) -> InputError:
    found = tuple(problems)
    lead = Text(zh="协议书模板用不了：", en="the agreement template cannot be used: ")
    return InputError(lead + found[0].sentence(), found)


def _unknown(name: str) -> Problem:
    keys = Text.join([Text.same(key) for key in PLACEHOLDERS])
    return Problem(
        place=_CALLED,
        value=f"{{{{ {name} }}}}",
        reason=Text(zh="没有这个占位符", en="there is no such placeholder"),
        remedy=Text(zh="可用：", en="use one of ") + keys,
    )


def _failed(error: Exception) -> Problem:
    """Say which placeholder failed, as far as the template engine knows."""
    shown = [line.strip() for line in getattr(error, "docx_context", ()) if "{" in line]
    return Problem(
        place=_CALLED,
        value=" ".join(shown)[:80],
        reason=Text(zh="占位符有误：", en="a placeholder is broken: ") + Text.same(str(error)),
        remedy=Text(
            zh="对照 data/templates/README.md 改正", en="compare it with data/templates/README.md"
        ),
    )


def _context(draft: AgreementDraft, language: Language, approver: str) -> Mapping[str, Any]:
    return {
        "reference": _shown(draft.reference),
        "synthetic": draft.synthetic,
        "parties": [
            {
                "letter": _shown(line.letter.say(language)),
                "name": _shown(line.name.say(language)),
                "unit": _shown(line.unit.say(language)),
                "place": _shown(line.place.say(language)),
            }
            for line in draft.parties
        ],
        **_lists(draft, language),
        "matches": [
            {
                "category": _shown(match.need.category),
                **_side("need", match.need, language),
                **_side("offer", match.offer, language),
            }
            for match in draft.matches
        ],
        "goals": _shown(draft.goals),
        "cadence": _shown(draft.cadence),
        "signed_on": date_words(draft.signed_on).say(language),
        "starts_on": date_words(draft.starts_on).say(language),
        "ends_on": date_words(draft.ends_on).say(language),
        "approver": _shown(approver),
    }


def _lists(draft: AgreementDraft, language: Language) -> dict[str, Any]:
    return {
        name: [
            {
                "party": _shown(item.party.say(language)),
                "category": _shown(item.category),
                "title": _shown(item.title),
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
    return {f"{name}_party": _shown(item.party.say(language)), name: _shown(item.title)}


def _shown(words: str) -> Any:
    """Return words as they are to be read: on one line, marked up, braces as character entities.

    The template engine rewrites some braces after filling; an entity passes it untouched.
    """
    from markupsafe import Markup, escape

    plain = str(escape(" ".join(clean(words).split())))
    return Markup(plain.replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704  # escaped above


def date_words(day: PartialDate | None) -> Text:
    """Return a date as a paper prints it; blank where it is not known.

    Examples
    --------
    >>> date_words(PartialDate("2026-06-05")).zh, date_words(PartialDate("2026")).zh, date_words(None).zh
    ('2026年6月5日', '2026年', '')
    """
    text = (day and day.text) or ""
    if not text:
        return _words_or_blank(day)
    parts = [str(int(part)) for part in text.split("-")]
    chinese = "".join(part + unit for part, unit in zip(parts, "年月日", strict=False))
    return Text(zh=chinese, en=text)


def _words_or_blank(day: PartialDate | None) -> Text:
    return Text.same((day and day.printed) or "")
