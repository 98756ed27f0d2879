"""What a concern of the overview finds, in the words of an answer."""

from __future__ import annotations

from graphs.questions.question import Context
from graphs.statistics import CONCERNS, Attention, Silence
from graphs.text import Text

__all__ = ["concern_found", "concern_sentence", "silences_of"]


def concern_found(context: Context, key: str, **numbers: object) -> Attention:
    """Return what a concern of the overview finds with these numbers."""
    return next(CONCERNS[key].look(context.snapshot, (), **numbers))


def concern_sentence(found: Attention, none: Text) -> Text:
    """Return the count with its title, or that there is none."""
    if not found.ids:
        return none
    words = Text(zh="{n} {title}", en="{n} {title}")
    return words.format(n=found.count.words(), title=found.title) + Text(zh="。", en=".")


def silences_of(found: Attention) -> tuple[Silence, ...]:
    """Return of how many records what it needs is not stated; nothing where it needs none."""
    return (found.silence,) if found.silence else ()
