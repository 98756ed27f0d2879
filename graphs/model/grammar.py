"""How a record type is declared: once, with its columns, labels and references.

From the one declaration come the SQL table, the Arrow types, the workbook headers, the data
dictionary and the export columns. Adding a column is one line in its record type::

    phone_exchange: str | None = column(zh="总机", en="Switchboard", default=None)
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import (
    Any,
    Literal,
    TypeAlias,
    TypeVar,
    Union,
    cast,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from graphs.model.values import Absence, Choice, PartialDate, Quantity
from graphs.registry import Registry
from graphs.text import Text

__all__ = [
    "RECORDS",
    "AbsentReasons",
    "Column",
    "Record",
    "RecordType",
    "Storage",
    "Stored",
    "column",
    "record",
    "record_type",
]

Storage: TypeAlias = Literal["text", "integer", "real", "flag"]
"""How a stored column is kept."""

AbsentReasons: TypeAlias = Mapping[str, Absence] | tuple[tuple[str, Absence], ...]
"""Why columns hold no value; given as a mapping or as pairs, kept as sorted pairs."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record carries.

    Attributes
    ----------
    id
        Minted by the ledger, opaque, unique over all record types, never reused. A new record
        carries a placeholder such as ``new:1`` that other records of the same change may name.
    synthetic
        Invented demonstration data; the mark follows the record wherever it is seen or exported.
    absent
        Column names and why they hold no value, sorted by name; a blank is not in it.

    Examples
    --------
    >>> from graphs.model import Division
    >>> Division(id="d1", name="上街区", absent={"code": Absence.not_stated}).absence("code").name
    'not_stated'
    """

    id: str
    synthetic: bool = False
    absent: AbsentReasons = ()

    def __post_init__(self) -> None:
        if not self.absent:  # nearly always
            object.__setattr__(self, "absent", ())
            return
        pairs = self.absent.items() if isinstance(self.absent, Mapping) else self.absent
        ordered = tuple(sorted(pairs, key=lambda pair: pair[0]))
        object.__setattr__(self, "absent", ordered)

    def absence(self, name: str) -> Absence | None:
        """Return why the column holds no value; ``None`` where no reason is recorded."""
        return dict(self.absent).get(name)


_Kind = TypeVar("_Kind", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordType:
    """A declared record type: its key, its words and its columns in source order.

    ``stored`` lists every scalar column, after the common ``id``, ``synthetic`` and ``absent``.
    Records of a ``governed`` type have one interval and are written by the verbs of their
    workflow only. ``own_post`` names the column with the post whose word a record is: only that
    post writes, changes and takes it back.

    Examples
    --------
    >>> record_type("organisation").label.en
    'Party organisation'
    >>> [key for key, declared in RECORDS.items() if declared.governed]
    ['proposal', 'proposed_pair']
    >>> [key for key, declared in RECORDS.items() if declared.own_post]
    ['comment', 'sign_off']
    """

    key: str
    label: Text
    cls: type[Record]
    columns: tuple[Column, ...]
    stored: tuple[Stored, ...]
    governed: bool = False
    own_post: str = ""

    def column(self, name: str) -> Column:
        """Return the declared column of that name.

        Raises
        ------
        KeyError
            No such column is declared.
        """
        for candidate in self.columns:
            if candidate.name == name:
                return candidate
        raise KeyError(name)


RECORDS: Registry[str, RecordType] = Registry("record type")
"""Every record type by key, in source order; filled by the ``record`` decorator at import."""


_COMMON = (
    Stored(name="id", storage="text", label=Text(zh="编号", en="Id")),
    Stored(name="synthetic", storage="flag", label=Text(zh="虚构", en="Synthetic")),
    Stored(name="absent", storage="text", label=Text(zh="缺值原因", en="Why absent")),
)


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


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(column,))
def record(
    *, zh: str, en: str, governed: bool = False, own_post: str = ""
) -> Callable[[type[_Kind]], type[_Kind]]:
    """Declare a record type; its key is the class name in lower case with underscores."""

    def declare(cls: type[_Kind]) -> type[_Kind]:
        frozen = cast("type[_Kind]", dataclass(frozen=True, slots=True, kw_only=True)(cls))
        key = "".join(f"_{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("_")
        hints = get_type_hints(frozen)
        columns = tuple(
            _column(field, hints[field.name])
            for field in dataclasses.fields(frozen)
            if "label" in field.metadata
        )
        RECORDS.declare(
            key,
            RecordType(
                key=key,
                label=Text(zh=zh, en=en),
                cls=frozen,
                columns=columns,
                stored=_COMMON + tuple(part for each in columns for part in each.stored()),
                governed=governed,
                own_post=own_post,
            ),
            cls,
        )
        return frozen

    return declare


def _column(field: dataclasses.Field[Any], hint: Any) -> Column:
    optional = get_origin(hint) in (Union, types.UnionType)
    value = next(kind for kind in get_args(hint) if kind is not type(None)) if optional else hint
    return Column(
        name=field.name,
        label=field.metadata["label"],
        value=value,
        required=not optional,
        references=field.metadata["references"],
        note=field.metadata["note"],
        download=field.metadata["download"],
    )


def record_type(of: str | Record | type[Record]) -> RecordType:
    """Return the declared type of a key, a record or a class.

    Raises
    ------
    KeyError
        No such record type is declared.

    Examples
    --------
    >>> from graphs.model import Chain
    >>> record_type(Chain).key
    'chain'
    """
    if isinstance(of, str):
        return RECORDS[of]
    cls: Any = of if isinstance(of, type) else type(of)
    return _type_of_class(cls)


@cache  # a ledger asks for every record it writes
def _type_of_class(cls: type[Any]) -> RecordType:
    for declared in RECORDS.values():
        if declared.cls is cls:
            return declared
    raise KeyError(cls.__name__)
