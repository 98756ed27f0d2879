"""A column of a record type: declared once with labels and references, kept as one or more scalars."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from graphs.model.values import Choice, PartialDate, Quantity
from graphs.text import Text

__all__ = ["Column", "Storage", "Stored", "column"]

Storage: TypeAlias = Literal["text", "integer", "real", "flag"]
"""How a stored column is kept."""

_SCALARS: Mapping[type, Storage] = {str: "text", int: "integer", float: "real", bool: "flag"}

_CONVENTIONS: Mapping[type, Text] = {
    str: Text(zh="照来源所写的文字", en="words as the source has them"),
    int: Text(zh="整数；空白为没有记载", en="a whole number; blank where none is recorded"),
    float: Text(zh="数；空白为没有记载", en="a number; blank where none is recorded"),
    bool: Text(zh="是或否；空白为没有记载", en="true or false; blank where neither is recorded"),
    PartialDate: Text(
        zh="可只到年或月；原文另存", en="a day, a month or a year; the wording is kept beside it"
    ),
    Quantity: Text(zh="带算符；原文另存", en="with its operator; the wording is kept beside it"),
}
"""How each kind of value is written; a choice is the key of its closed list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One scalar column as databases, Arrow tables and workbooks keep it.

    Examples
    --------
    >>> from graphs.model import record_type
    >>> [part.name for part in record_type("agreement").column("signed_on").stored()]
    ['signed_on', 'signed_on_printed', 'signed_on_inferred']
    """

    name: str
    storage: Storage
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One declared column of a record type.

    ``value`` is the Python type of its values; ``references`` the keys of the record types an
    identifier may point to; ``note`` what the data dictionary says of it; ``download`` whether it
    stands in the lists of a download.

    Examples
    --------
    >>> from graphs.model import record_type
    >>> record_type("organisation").column("kind").label.zh
    '类型'
    """

    name: str
    label: Text
    value: type
    required: bool
    references: tuple[str, ...]
    note: Text | None
    download: bool = False

    @property
    def definition(self) -> Text:
        """What it says: its own note, and how its kind of value is written; never blank.

        Examples
        --------
        >>> from graphs.model import record_type
        >>> record_type("agreement").column("signed_on").definition.en
        'a day, a month or a year; the wording is kept beside it'
        """
        convention = self._convention()
        if self.note is None:
            return convention
        if self.value in _SCALARS and not self.references:
            return self.note
        return self.note + Text(zh="；", en="; ") + convention

    def _convention(self) -> Text:
        if self.references:
            return Text(
                zh="台账编号，指向左列记录之一", en="id in the ledger, of a record named beside it"
            )
        if self.value in _CONVENTIONS:
            return _CONVENTIONS[self.value]
        return Text(zh="取值代号，见本页取值表", en="a key of the closed list of that name")

    def stored(self) -> tuple[Stored, ...]:
        """Return the scalar columns this column is kept in.

        Examples
        --------
        >>> from graphs.model import record_type
        >>> [part.storage for part in record_type("unit").column("staff").stored()]
        ['text', 'real', 'real', 'text']
        """
        if self.value is PartialDate:
            return (
                Stored(name=self.name, storage="text", label=self.label),
                self._part("printed", "text", Text(zh="原文", en="as printed")),
                self._part("inferred", "flag", Text(zh="推断", en="inferred")),
            )
        if self.value is Quantity:
            return (
                self._part("operator", "text", Text(zh="算符", en="operator")),
                Stored(name=self.name, storage="real", label=self.label),
                self._part("upper", "real", Text(zh="上限", en="upper")),
                self._part("printed", "text", Text(zh="原文", en="as printed")),
            )
        storage = "text" if issubclass(self.value, Choice) else _SCALARS[self.value]
        return (Stored(name=self.name, storage=storage, label=self.label),)

    def _part(self, suffix: str, storage: Storage, words: Text) -> Stored:
        label = self.label + Text(zh="（", en=" (") + words + Text(zh="）", en=")")
        return Stored(name=f"{self.name}_{suffix}", storage=storage, label=label)


def column(
    *,
    zh: str,
    en: str,
    references: str | tuple[str, ...] = (),
    note: Text | None = None,
    download: bool = False,
    default: Any = dataclasses.MISSING,
) -> Any:
    """Declare a column inside a record type; ``default=None`` where it may be blank.

    With ``download`` it stands in the list of a download that shows such records.

    Examples
    --------
    >>> column(zh="名称", en="Name").metadata["label"].en
    'Name'
    """
    targets = (references,) if isinstance(references, str) else references
    metadata = {
        "label": Text(zh=zh, en=en),
        "references": targets,
        "note": note,
        "download": download,
    }
    return dataclasses.field(default=default, metadata=metadata)
