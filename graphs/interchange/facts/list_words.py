"""Names, places and labels as the lists of a download write them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from graphs.interchange.facts.organisation_facts import names_by_language
from graphs.model import Snapshot
from graphs.text import Language

__all__ = ["called", "label_of", "place_names"]


def place_names(snapshot: Snapshot) -> dict[str, str]:
    """Return the name of each division by id."""
    columns = (snapshot.column("division", name) for name in ("id", "name"))
    return {ident: name or "" for ident, name in zip(*columns, strict=True)}


def called(snapshot: Snapshot, language: Language) -> dict[str, str]:
    """Return how each organisation is called in a language, by id."""
    chinese, english = names_by_language(snapshot)
    ids = snapshot.column("organisation", "id")
    return dict(zip(ids, chinese if language == "zh" else english, strict=True))


@lru_cache(maxsize=1024)
def label_of(choices: Any, key: str, language: Language) -> str:
    """Return the label of a choice by its key; blank for none."""
    return choices[key].label.say(language) if key else ""
