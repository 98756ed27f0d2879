"""The documents agree with the program."""

from __future__ import annotations

import doctest
import re
import tomllib
from pathlib import Path

import pytest
from nonempty import nonempty

import graphs
from app_pages.parts.frame.menu import menu_items
from graphs.commands import COMMANDS
from graphs.commands.documents.docs_command import DOCUMENTS
from graphs.commands.documents.document_sections import SECTIONS, renewed
from graphs.model import RECORDS
from graphs.text import LANGUAGES

ROOT = Path(__file__).parents[1]
WRITTEN = sorted(
    path.relative_to(ROOT).as_posix()
    for path in nonempty(
        [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *ROOT.glob("data/*.md")]
    )
)
"""Every document a user or developer reads."""


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_generated_parts_are_fresh(name: str) -> None:
    assert renewed(read(name), name) == read(name), "run python -m graphs docs"


def test_every_section_stands_in_one_document_in_each_language() -> None:
    found = [
        part for name in DOCUMENTS for part in re.findall(r"<!-- begin (\w+ \w+) -->", read(name))
    ]
    assert sorted(found) == sorted(f"{name} {each}" for name in SECTIONS for each in LANGUAGES)


def test_no_other_document_holds_a_generated_part() -> None:
    assert [name for name in WRITTEN if "<!-- begin" in read(name)] == sorted(DOCUMENTS)


def test_a_generated_table_speaks_one_language() -> None:
    for name in DOCUMENTS:
        for part in nonempty(
            re.findall(r"<!-- begin (\w+) en -->\n(.*?)<!-- end", read(name), re.DOTALL)
        ):
            heads = re.findall(r"^(\|.*)\n\|-", part[1], re.MULTILINE)
            assert nonempty(heads)
            assert not re.search(r"[\u4e00-\u9fff]", "".join(heads)), part[0]


def test_readme_is_short_and_shows_pictures() -> None:
    assert len(read("README.md").splitlines()) <= 150
    assert "](docs/pictures/" in read("README.md")


def test_screens_named_in_readme_and_users_exist_in_the_menu() -> None:
    """Bold words are screens; and the users' manual names every screen in both languages."""
    labels = {item.screen.label.say(each) for item in menu_items() for each in LANGUAGES}
    manual = set(re.findall(r"\*\*(.+?)\*\*", read("docs/users.md")))
    assert manual == labels
    assert set(re.findall(r"\*\*(.+?)\*\*", read("README.md"))) <= labels


@pytest.mark.parametrize("name", WRITTEN)
def test_links_and_pictures_lead_to_a_file_and_a_heading(name: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)", read(name))
    wrong = [
        f"{target}#{anchor}"
        for target, anchor in links
        if not (path := ROOT / Path(name).parent / target if target else ROOT / name).exists()
        or (anchor and anchor not in anchors(path.read_text(encoding="utf-8")))
    ]
    assert wrong == []


def anchors(document: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", document, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("name", WRITTEN)
def test_paths_named_in_a_document_exist(name: str) -> None:
    named = re.findall(r"`((?:graphs|app_pages|tests|data|docs)/[\w./-]+)`", read(name))
    assert [each for each in named if not (ROOT / each).exists()] == []


def test_every_picture_is_shown() -> None:
    pictures = {path.name for path in nonempty(list((ROOT / "docs" / "pictures").iterdir()))}
    shown = {each for name in WRITTEN for each in re.findall(r"pictures/([\w.-]+)\)", read(name))}
    assert shown == pictures


def test_the_rooms_of_the_code_are_all_in_the_developers_table() -> None:
    rooms = {
        f"graphs/{path.name}/"
        for path in nonempty(list((ROOT / "graphs").iterdir()))
        if (path / "__init__.py").exists()
    }
    assert rooms <= set(re.findall(r"^\| `([\w/]+)` \|", read("docs/developers.md"), re.MULTILINE))


def test_the_developers_diagram_is_that_of_the_contracts() -> None:
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    drawn = {
        room: " → ".join(each["layers"])
        for each in contracts
        if each["type"] == "layers" and (room := each["containers"][0]) != "graphs"
    }
    [diagram] = re.findall(r"```text\n(.*?)```", read("docs/developers.md"), re.DOTALL)
    assert dict(line.split(maxsplit=1) for line in diagram.splitlines()) == drawn


def test_what_python_md_shows_is_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHS_HOME", str(tmp_path))
    monkeypatch.delenv("LEDGER_URL", raising=False)
    done = doctest.testfile(
        str(ROOT / "docs" / "python.md"),
        module_relative=False,
        optionflags=doctest.NORMALIZE_WHITESPACE,
    )
    assert done.attempted > 10
    assert done.failed == 0


def test_the_changelog_has_the_version_of_the_program() -> None:
    releases = re.findall(
        r"^## \[([^]]+)\](?: - (\d{4}-\d\d-\d\d))?$", read("CHANGELOG.md"), re.MULTILINE
    )
    assert releases[0] == ("Unreleased", "")
    version = re.search(r'^version = "(.+)"$', read("pyproject.toml"), re.MULTILINE)
    assert version
    assert releases[1][0] == version[1] == graphs.__version__
    assert all(day for _, day in releases[1:])


def test_readme_shows_the_two_commands_at_once() -> None:
    first = "\n".join(read("README.md").splitlines()[:40])
    assert "make run" in first
    assert "make test" in first


def test_every_column_of_the_data_is_in_the_dictionary() -> None:
    dictionary = read("data/README.md")
    for language in LANGUAGES:
        [records] = re.findall(
            rf"<!-- begin records {language} -->(.*?)<!-- end", dictionary, re.DOTALL
        )
        parts = dict(re.findall(r"### (\w+) · .*?\n(.*?)(?=\n### |\Z)", records, re.DOTALL))
        for key, declared in RECORDS.items():
            for column in nonempty(declared.columns):
                for part in nonempty(column.stored()):
                    assert f"`{part.name}`" in parts[key]


def test_commands_named_in_a_document_exist() -> None:
    named = {c for name in WRITTEN for c in re.findall(r"python -m graphs ([a-z]+)", read(name))}
    assert set(nonempty(sorted(named))) <= set(COMMANDS)


def test_every_row_of_the_comparison_names_evidence_that_exists() -> None:
    rows = re.findall(r"^\| [MSC] \|.*$", read("docs/comparison.md"), re.MULTILINE)
    for row in nonempty(rows):
        [(file, name)] = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row)
        assert re.search(rf"^(async )?def {name}\b", read(file), re.MULTILINE), row
