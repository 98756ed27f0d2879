"""The words of the product: the glossary's in every text, plain English in every name."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from nonempty import nonempty

from app_pages.parts.frame.menu import menu_items
from app_pages.parts.frame.screen import Group, Screen
from graphs.glossary import GLOSSARY
from graphs.text import LANGUAGES, Language, Text

ROOT = Path(__file__).parents[2]
SOURCES = nonempty(
    sorted(path for top in ("graphs", "app_pages") for path in (ROOT / top).rglob("*.py"))
)

FOREIGN = {"graphs/glossary.py", "graphs/intake/cells/synonyms.py"}
"""Where retired words are listed: as retired ones, and as those that other offices write."""

DIALECT = re.compile(
    r"\b(anew|asleep|betters|heeds?|lies?|mend(s|ed)?|settle[sd]?|stands?(?! for)|tells?|told)\b",
    re.IGNORECASE,
)
"""Words no text says: plain English has correct, decide, is, report for them."""


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _texts(path: Path, language: Language) -> tuple[tuple[int, str], ...]:
    """Return what a file says in one language: the keywords ``zh`` and ``en`` of every call."""
    return tuple(
        (part.lineno, part.value)
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.keyword) and node.arg == language
        for part in ast.walk(node.value)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


def _has(text: str, word: str) -> bool:
    text = re.sub(r"\{\w+\}", "", text)  # what fills a place is another text
    pattern = rf"\b{word}\b" if word.isascii() else re.escape(word)
    return re.search(pattern, text, re.IGNORECASE) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_says_a_concept_in_a_retired_word(language: Language) -> None:
    retired = {word: key for key, term in GLOSSARY.items() for word in term.retired}
    found = [
        f"{path.relative_to(ROOT)}:{line}: {word} (now: {GLOSSARY[key].word.say(language)})"
        for path in SOURCES
        if path.relative_to(ROOT).as_posix() not in FOREIGN
        for line, text in _texts(path, language)
        for word, key in retired.items()
        if _has(text, word)
    ]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_concepts_share_a_word(language: Language) -> None:
    words = [term.word.say(language) for term in GLOSSARY.values()]
    assert len(set(words)) == len(words)


def test_a_retired_word_names_no_concept() -> None:
    words = {term.word.say(language) for term in GLOSSARY.values() for language in LANGUAGES}
    assert words.isdisjoint(word for term in GLOSSARY.values() for word in term.retired)


def unnamed(screens: Mapping[str, Screen]) -> list[str]:
    """Return the screens whose label is neither of the glossary nor a word of their own, defined."""
    headings = {term.heading for term in GLOSSARY.values()}
    taken = {
        words.say(language).casefold()
        for term in GLOSSARY.values()
        for words in (term.word, term.heading, *map(Text.same, term.retired))
        for language in LANGUAGES
    }
    return [
        name
        for name, screen in screens.items()
        if (screen.definition is None) != (screen.label in headings)
        or (
            screen.definition is not None
            and taken & {screen.label.say(language).casefold() for language in LANGUAGES}
        )
    ]


def test_every_menu_label_is_a_heading_of_the_glossary_or_defined_by_its_screen() -> None:
    assert unnamed({item.name: item.screen for item in menu_items()}) == []
    defined = Text(zh="不在词汇表的概念。", en="A concept the glossary does not have.")
    cases = {
        "own": (Text(zh="地图", en="Maps"), defined),
        "undefined": (Text(zh="地图", en="Maps"), None),
        "second": (GLOSSARY["pair"].heading, defined),
        "retired": (Text(zh="地图", en="Beneficiary"), defined),
    }
    screens = {
        name: Screen(label=label, icon="map", group=Group.explore, place=9, definition=definition)
        for name, (label, definition) in cases.items()
    }
    assert unnamed(screens) == ["undefined", "second", "retired"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_import_speaks_of_issues_and_never_of_findings(language: Language) -> None:
    finding = GLOSSARY["finding"].word.say(language)
    inside = [
        path
        for path in SOURCES
        if "import" in path.stem or "intake" in path.relative_to(ROOT).parts
    ]
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in nonempty(inside)
        for line, text in _texts(path, language)
        if _has(text, rf"{finding}s?" if language == "en" else finding)
    ]
    assert found == []


def test_no_text_speaks_a_dialect_of_our_own() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in SOURCES
        for line, text in _texts(path, "en")
        if DIALECT.search(text)
    ]
    assert found == []
