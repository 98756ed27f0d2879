"""Papers say that nobody's identity was verified, in the words of the screens, and only then."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from paper_cases import picture, view_of
from two_towns import AT, POST, TOWN, of_role, records

from graphs.access import Role
from graphs.briefs import brief_page, brief_paper, brief_template, make_brief
from graphs.interchange import View, bundle, change_paper, edge_list
from graphs.ledger import create, open_to
from graphs.model import Change, Scope, Snapshot, identity_words
from graphs.network import pairing_graph
from graphs.proposals import agreement_pack
from graphs.questions import Context
from graphs.text import LANGUAGES, Language, Text

TITLE = Text(zh="测试区", en="Test district")


def feet(paper: bytes) -> str:
    """Return what stands below the pages of a Word paper."""
    return "\n".join(
        line.text
        for section in Document(io.BytesIO(paper)).sections
        for line in section.footer.paragraphs
    )


def of_zip(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        return found.read(name)


def brief_of(snapshot: Snapshot, language: Language, *, template: bool = False) -> str:
    context = Context(snapshot=snapshot, at=lambda _: snapshot)
    brief = make_brief(context, dt.date(2026, 1, 1), (), ledger=TITLE)
    form = brief_template("en") if template else None
    return feet(brief_paper(brief, language, template=form))


def page_of(snapshot: Snapshot, language: Language) -> str:
    context = Context(snapshot=snapshot, at=lambda _: snapshot)
    brief = make_brief(context, dt.date(2026, 1, 1), (), ledger=TITLE)
    return brief_page(brief, language).decode()


def pack_of(snapshot: Snapshot, language: Language) -> bytes:
    return agreement_pack(snapshot, view_of(snapshot), basis=snapshot, language=language)


def download_of(snapshot: Snapshot, language: Language) -> str:
    view = View(title=TITLE, filters=TITLE, address="?")
    sheets = (edge_list(snapshot, pairing_graph(snapshot), language),)
    made = bundle(snapshot, view, sheets, formats=("csv",), language=language)
    return str(json.loads(of_zip(made, "manifest.json"))["identity"])


PAPERS: Mapping[str, Callable[[Snapshot, Language], str]] = {
    "brief": brief_of,
    "brief in an own template": lambda at, language: brief_of(at, language, template=True),
    "brief to print": page_of,
    "change note": lambda at, language: feet(
        change_paper((), at, at, title=TITLE, language=language)
    ),
    "agreement": lambda at, language: feet(of_zip(pack_of(at, language), "agreement-001.docx")),
    "manifest of the pack": lambda at, language: str(
        json.loads(of_zip(pack_of(at, language), "manifest.json"))["identity"]
    ),
    "manifest of a download": download_of,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", list(PAPERS))
def test_a_paper_of_one_desk_says_so_and_one_of_an_office_does_not(
    paper: str, language: Language
) -> None:
    desk = picture()
    words = identity_words(verified=False).say(language)
    assert words in PAPERS[paper](desk, language)
    assert words not in PAPERS[paper](replace(desk, verified=True), language)


@pytest.mark.parametrize("scope", [Scope(), TOWN], ids=lambda scope: scope.words)
def test_a_picture_knows_whether_its_reader_signed_in(tmp_path: Path, scope: Scope) -> None:
    with create(str(tmp_path / "a.ledger"), ledger_id="towns") as made:
        made.apply(*(Change(record=each) for each in records()), actor=POST, note="初始", at=AT)
        assert made.snapshot().identity == identity_words(verified=False)
        for ledger in (made, open_to(made, of_role(Role.viewer, scope))):
            assert ledger.snapshot().verified == ledger.visitor.verified
