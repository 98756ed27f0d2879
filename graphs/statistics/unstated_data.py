"""Count the records that do not state what a question needs: unstated is not zero."""

from __future__ import annotations

from dataclasses import dataclass

from graphs.text import Text

__all__ = ["Silence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A datum that a question needs, and of how many of the records it is not stated.

    Attributes
    ----------
    datum, records
        What is needed, and of what, in words.
    missing, total
        How many lack it, of how many the question applies to.
    instead
        What is taken instead; ``None`` where nothing can be, so that nothing can be said.

    Examples
    --------
    >>> elections = Silence(datum=Text(zh="换届日期", en="date of election"),
    ...     records=Text(zh="个党组织", en="organisations"), missing=455, total=455)
    >>> elections.words().zh
    '换届日期：455 个党组织中 455 个未载明，无从检查'
    """

    datum: Text
    records: Text
    missing: int
    total: int
    instead: Text | None = None

    @property
    def complete(self) -> bool:
        """Whether no record states it and nothing replaces it: the question has no answer."""
        return self.instead is None and 0 < self.total == self.missing

    def words(self) -> Text:
        """Return "not stated in n of m", and what follows from it."""
        found = Text(
            zh="{datum}：{m} {records}中 {n} 个未载明",
            en="{datum}: not stated in {n} of {m} {records}",
        ).format(datum=self.datum, records=self.records, n=self.missing, m=self.total)
        if self.instead is not None and self.missing:
            return found + Text(zh="，", en="; ") + self.instead
        nothing = Text(zh="，无从检查", en="; nothing can be checked")
        return found + nothing if self.complete else found
