"""The documents agree with the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from nonempty import nonempty

from graphs.commands import COMMANDS
from graphs.commands.documents.docs_command import DOCUMENTS
from graphs.commands.documents.document_sections import SECTIONS, renewed
from graphs.model import RECORDS

ROOT = Path(__file__).parents[1]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_generated_parts_are_fresh(name: str) -> None:
    assert renewed(read(name), name) == read(name), "run python -m graphs docs"


def test_every_section_stands_in_one_document() -> None:
    found = [part for name in DOCUMENTS for part in re.findall(r"<!-- begin (\w+) -->", read(name))]
    assert sorted(found) == sorted(SECTIONS)


def test_readme_shows_the_two_commands_at_once() -> None:
    first = "\n".join(read("README.md").splitlines()[:40])
    assert "make run" in first
    assert "make test" in first


def test_every_column_of_the_data_is_in_the_dictionary() -> None:
    dictionary = read("data/README.md")
    parts = dict(re.findall(r"### (\w+) · .*?\n(.*?)(?=\n### |\n<!-- end)", dictionary, re.DOTALL))
    for key, declared in RECORDS.items():
        for column in nonempty(declared.columns):
            for part in nonempty(column.stored()):
                assert f"`{part.name}`" in parts[key]


def test_links_inside_the_dictionary_lead_somewhere() -> None:
    dictionary = read("data/README.md")
    headings = re.findall(r"^#+ (.+)$", dictionary, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}
    assert set(re.findall(r"\(#([^)]+)\)", dictionary)) <= anchors


def test_commands_named_in_the_readme_exist() -> None:
    named = set(re.findall(r"python -m graphs ([a-z]+)", read("README.md")))
    assert named - {"docs"} <= set(COMMANDS)
