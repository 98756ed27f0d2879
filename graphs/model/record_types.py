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
    TypeAlias,
    TypeVar,
    Union,
    cast,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from graphs.model.columns import Column, Stored, column
from graphs.model.values import Absence
from graphs.registry import Registry
from graphs.text import Text

__all__ = [
    "PLACEHOLDER",
    "RECORDS",
    "AbsentReasons",
    "Record",
    "RecordType",
    "record",
    "record_type",
]


PLACEHOLDER = "new:"
"""How the id of a record begins that the ledger is asked to mint."""

AbsentReasons: TypeAlias = Mapping[str, Absence] | tuple[tuple[str, Absence], ...]
"""Why columns hold no value; given as a mapping or as pairs, kept as sorted pairs."""


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
