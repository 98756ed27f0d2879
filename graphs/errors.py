"""One tree of errors, each with a message in both languages.

::

    GraphsError                 everything this package raises on purpose
    ├── InputError              what came from outside cannot be used; carries every problem found
    ├── NotFound                a record, ledger, scope or key that does not exist
    ├── LimitExceeded           a budget of size or time is used up
    ├── ComponentMissing        something that must be installed is not
    ├── AccessRefused           whoever asks may not; the message says who could
    └── LedgerError             the ledger cannot do what was asked
        ├── ChangeRefused       the change would break structure or meets a newer change
        ├── LedgerBusy          another process holds the ledger too long
        │   └── LedgerCollision  two changes met at the same moment
        ├── LedgerDamaged       the stored content does not agree with its proof
        ├── LedgerOutOfReach    the database does not answer, or the line to it broke
        ├── LedgerReadOnly      this ledger may not be written; copy it to change it
        ├── SchemaMismatch      the ledger was written by a newer version
        └── StorageFull         there is no room on the disk

``ValueError``, ``TypeError`` and ``assert`` are for programmers' mistakes and never for users'.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphs.text import Language, Text

__all__ = [
    "AccessRefused",
    "ChangeRefused",
    "ComponentMissing",
    "GraphsError",
    "InputError",
    "LedgerBusy",
    "LedgerCollision",
    "LedgerDamaged",
    "LedgerError",
    "LedgerOutOfReach",
    "LedgerReadOnly",
    "LimitExceeded",
    "NotFound",
    "Problem",
    "SchemaMismatch",
    "StorageFull",
]


_MOST_SHOWN = 20
"""Problems that an error lists in a traceback."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong: where, which value, why, and what to do.

    Examples
    --------
    >>> problem = Problem(
    ...     place=Text(zh="第 3 行", en="row 3"), value="2010-13",
    ...     reason=Text(zh="没有这个月份", en="there is no such month"),
    ...     remedy=Text(zh="改为 01 至 12", en="use 01 to 12"))
    >>> problem.sentence().en
    'row 3: “2010-13”: there is no such month; use 01 to 12'
    """

    place: Text
    reason: Text
    value: str = ""
    remedy: Text | None = None

    def sentence(self) -> Text:
        """Return place, value, reason and remedy as one sentence.

        Examples
        --------
        >>> Problem(place=Text.same("A1"), reason=Text(zh="为空", en="is empty")).sentence().zh
        'A1：为空'
        """
        shown = self.value if len(self.value) <= 80 else self.value[:79] + "…"
        value = Text(zh=f"“{shown}”：", en=f"“{shown}”: ") if shown else Text.same("")
        remedy = Text(zh="；", en="; ") + self.remedy if self.remedy else Text.same("")
        return self.place + Text(zh="：", en=": ") + value + self.reason + remedy


def _listed(message: Text, problems: tuple[Problem, ...]) -> str:
    """Return what a traceback says: who meets an error in Python sees nothing else.

    Screens and commands list the problems themselves.
    """
    said = message.en
    found = [each.sentence().en for each in problems]
    shown = [words for words in found if words not in said][:_MOST_SHOWN]
    more = [f"and {len(found) - _MOST_SHOWN} more"] if len(found) > _MOST_SHOWN else []
    return "\n  ".join([said, *shown, *more])


class GraphsError(Exception):
    """Everything this package raises on purpose; ``message`` is shown to the user."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message

    def __reduce__(self) -> tuple[object, ...]:
        # Solves and imports run in child processes; errors must survive the way back.
        return (self.__class__, (self.message,))

    def say(self, language: Language) -> str:
        """Return the message in one language."""
        return self.message.say(language)


class InputError(GraphsError):
    """What came from outside cannot be used; every problem found is carried along."""

    def __init__(self, message: Text, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems

    def __str__(self) -> str:
        return _listed(self.message, self.problems)

    def __reduce__(self) -> tuple[object, ...]:
        return (self.__class__, (self.message, self.problems))


class NotFound(GraphsError):
    """A record, ledger, scope or key does not exist.

    Examples
    --------
    >>> raise NotFound(Text(zh="没有这个台账", en="there is no such ledger"))
    Traceback (most recent call last):
    graphs.errors.NotFound: there is no such ledger
    """


class LimitExceeded(GraphsError):
    """A budget of size or time is used up."""


class ComponentMissing(GraphsError):
    """Something that must be installed is not; the message gives the line that installs it."""


class AccessRefused(GraphsError):
    """Whoever asks may not; nothing was written or shown, and the message says who could."""


class LedgerError(GraphsError):
    """The ledger cannot do what was asked."""


class ChangeRefused(LedgerError):
    """The change would break structure or meets a newer change; nothing was written.

    ``problems`` names each record and why.
    """

    def __init__(self, message: Text, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems

    def __str__(self) -> str:
        return _listed(self.message, self.problems)

    def __reduce__(self) -> tuple[object, ...]:
        return (self.__class__, (self.message, self.problems))


class LedgerBusy(LedgerError):
    """Another process holds the ledger longer than the time allowed."""


class LedgerCollision(LedgerBusy):
    """Two changes met at the same moment and the database broke this one off; nothing was written."""


class LedgerDamaged(LedgerError):
    """The stored content does not agree with its proof, or is no ledger at all."""


class LedgerOutOfReach(LedgerError):
    """The database does not answer, or the line to it broke."""


class LedgerReadOnly(LedgerError):
    """This ledger ships with the product or is open for reading only."""


class SchemaMismatch(LedgerError):
    """The ledger was written by a newer version of this program."""


class StorageFull(LedgerError):
    """There is no room on the disk; the message names it, and nothing was written."""
