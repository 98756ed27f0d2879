"""A frozen picture of a ledger: a scope, as of a date, as known at a revision."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from functools import wraps
from threading import RLock
from types import MappingProxyType
from typing import Any, Concatenate, Literal, ParamSpec, TypeAlias, TypeVar, cast

import pyarrow as pa

from graphs.errors import InputError, NotFound, Problem
from graphs.model.home_division import homes_of_rows
from graphs.model.record_types import RECORDS, Record, record_type
from graphs.model.records.posts_and_profile import Profile, identity_words
from graphs.model.rows import from_row, table_of, to_row
from graphs.text import Text

__all__ = ["Scope", "Snapshot", "collector_paused", "derived"]

_Kind = TypeVar("_Kind", bound=Record)
_Arguments = ParamSpec("_Arguments")
_Found = TypeVar("_Found")

_ANSWERS = 32  # of one function, kept by a snapshot; the oldest makes room

ScopeKind: TypeAlias = Literal["whole", "division", "chain", "ego"]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a snapshot loads: the whole ledger, a division and all below, a chain, an ego network.

    ``hops`` counts agreements and superiors from the organisation of an ego network, in [1, 3].

    Examples
    --------
    >>> Scope("division", "d1").words
    'division:d1'
    >>> Scope.parse("ego:o1:2")
    Scope(kind='ego', id='o1', hops=2)
    """

    kind: ScopeKind = "whole"
    id: str = ""
    hops: int = 1

    @property
    def words(self) -> str:
        """The scope as an address writes it."""
        tail = f":{self.hops}" if self.kind == "ego" else ""
        return self.kind if self.kind == "whole" else f"{self.kind}:{self.id}{tail}"

    @classmethod
    def within(cls, division: str | None) -> Scope:
        """Return the scope of a division; the whole ledger where none is named."""
        return cls("division", division) if division else cls()

    @classmethod
    def parse(cls, words: str) -> Scope:
        """Return the scope that an address names.

        Raises
        ------
        InputError
            The words name no scope.
        """
        kind, _, rest = words.partition(":")
        ident, _, hops = rest.partition(":")
        if kind == "whole" and not rest:
            return cls()
        if kind in ("division", "chain") and ident and not hops:
            return cls(cast("ScopeKind", kind), ident)
        if kind == "ego" and ident and hops in ("", "1", "2", "3"):
            return cls("ego", ident, int(hops or 1))
        problem = Problem(
            place=Text(zh="范围", en="scope"),
            value=words,
            reason=Text(zh="不认识这个范围", en="no such scope"),
            remedy=Text(
                zh="写成 whole、division:编号、chain:编号 或 ego:编号:步数（1–3）",
                en="write whole, division:ID, chain:ID or ego:ID:HOPS (1–3)",
            ),
        )
        raise InputError(Text(zh="范围写法不对", en="this is not a scope"), (problem,))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Snapshot:
    """A frozen picture of a ledger: Arrow tables by record type, sorted by id.

    ``stubs`` are organisations and units outside the scope that an agreement inside names; they
    are drawn, and left out of counters. ``homes`` gives the home division of each organisation that
    has one, as the whole ledger knows it. ``activity_recorded`` says whether the whole ledger, not only
    this scope, records an activity: without one, silence says nothing of a pair. ``seen_by`` names
    the scopes of a visitor whose sight narrowed it further, ``verified`` says whether its reader
    signed in, which papers made of it say. Two snapshots with the same ``key`` hold the same facts.

    Examples
    --------
    >>> from graphs.model import Division
    >>> picture = Snapshot.from_records(
    ...     [Division(id="d1", name="上街区")], as_of=dt.date(2010, 6, 15))
    >>> picture.records(Division)[0].name
    '上街区'
    """

    ledger: str
    schema: int
    scope: Scope
    as_of: dt.date
    revision: int
    digest: str
    tables: Mapping[str, pa.Table]
    stubs: frozenset[str] = frozenset()
    homes: Mapping[str, str] = field(default_factory=dict, repr=False)
    activity_recorded: bool = False
    seen_by: str = ""
    verified: bool = False
    # Not of the constructor: a snapshot made from another one by ``replace`` begins without them.
    _decoded: dict[type[Record], Mapping[str, Record]] = field(
        default_factory=dict, init=False, repr=False
    )
    _derived: dict[Hashable, dict[Hashable, Any]] = field(
        default_factory=dict, init=False, repr=False
    )

    _flights: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False)

    def __getstate__(self) -> list[Any]:
        """Return what a child process is handed: the facts, without what was derived from them."""
        return [getattr(self, each.name) if each.init else {} for each in fields(self)]

    @property
    def identity(self) -> Text:
        """What papers made of it say of whoever made them; blank where somebody signed in."""
        return identity_words(verified=self.verified)

    @property
    def key(self) -> tuple[str, int, Scope, dt.date, int, str]:
        """What caches are keyed by."""
        return (self.ledger, self.schema, self.scope, self.as_of, self.revision, self.seen_by)

    def table(self, kind: str) -> pa.Table:
        """Return the rows of a record type, sorted by id.

        Raises
        ------
        KeyError
            No such record type is declared, or it was left out of an extract.
        """
        return self.tables[kind]

    def column(self, kind: str, name: str) -> list[Any]:
        """Return one stored column as a list, in the order of ids."""
        return cast("list[Any]", self.table(kind).column(name).to_pylist())

    def by_id(self, cls: type[_Kind]) -> Mapping[str, _Kind]:
        """Return the records of a type by id, in the order of ids."""
        if cls not in self._decoded:  # decoded once; the tables never change
            rows = self.table(record_type(cls).key).to_pylist()
            self._decoded[cls] = MappingProxyType({row["id"]: from_row(cls, row) for row in rows})
        return cast("Mapping[str, _Kind]", self._decoded[cls])

    def records(self, cls: type[_Kind]) -> tuple[_Kind, ...]:
        """Return the records of a type, sorted by id."""
        return tuple(self.by_id(cls).values())

    def get(self, cls: type[_Kind], ident: str) -> _Kind:
        """Return one record.

        Raises
        ------
        NotFound
            The snapshot holds no such record.
        """
        found = self.by_id(cls).get(ident)
        if found is None:
            label = record_type(cls).label
            raise NotFound(
                Text(
                    zh="这个范围和日期里没有{label}“{ident}”",
                    en="this scope and date hold no {label} “{ident}”",
                ).format(label=label, ident=ident)
            )
        return found

    @property
    def profile(self) -> Profile:
        """What the ledger says of itself; defaults where it says nothing."""
        found = self.records(Profile)
        return found[0] if found else Profile(id="ledger", title=self.ledger)

    @property
    def synthetic(self) -> bool:
        """Whether any record here is invented demonstration data."""
        return any(any(table.column("synthetic").to_pylist()) for table in self.tables.values())

    @classmethod
    def from_records(
        cls,
        records: Iterable[Record],
        *,
        as_of: dt.date,
        ledger: str = "memory",
        scope: Scope | None = None,
        stubs: Iterable[str] = (),
    ) -> Snapshot:
        """Return a snapshot of records held in memory, at revision 0."""
        rows: dict[str, list[dict[str, Any]]] = {key: [] for key in RECORDS}
        for item in records:
            rows[record_type(item).key].append(dict(to_row(item)))
        tables = {key: table_of(key, items) for key, items in rows.items()}
        return cls(
            ledger=ledger,
            schema=0,
            scope=scope or Scope(),
            as_of=as_of,
            revision=0,
            digest="",
            tables=tables,
            stubs=frozenset(stubs),
            homes=homes_of_rows(rows),
            activity_recorded=bool(rows["activity"]),
        )


@contextmanager
def collector_paused() -> Iterator[None]:
    """Let the collector of cycles rest: it would walk all objects again and again, and find none.

    A third of the time of deriving a city's organisations was such walks. Whatever other threads
    do meanwhile, and however deep the pauses are nested, it runs again after the outermost.

    Examples
    --------
    >>> with collector_paused():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ran:
            gc.enable()


def derived(
    function: Callable[Concatenate[Snapshot, _Arguments], _Found],
) -> Callable[Concatenate[Snapshot, _Arguments], _Found]:
    """Keep what a function derives from a snapshot with that snapshot, and only as long as it.

    Whoever bounds how many snapshots are kept has thereby bounded what is derived from them. The
    other arguments must be hashable.

    Raises
    ------
    TypeError
        The function belongs to a script: a screen runs anew with each click, as another function.

    Examples
    --------
    >>> @derived
    ... def year(snapshot: Snapshot, calendar: str = "") -> list[str]:
    ...     return [f"{calendar}{snapshot.as_of.year}"]
    >>> picture = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> year(picture, "CE ") is year(picture, "CE "), year(picture) is year(picture, "CE ")
    (True, False)
    """
    if function.__module__ == "__main__":
        raise TypeError(f"{function.__qualname__} must be declared in a module")

    @wraps(function)
    def kept(snapshot: Snapshot, /, *args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Found:
        answers = snapshot._derived.setdefault(function, {})  # noqa: SLF001  # this module's own
        key: Hashable = (args, tuple(sorted(kwargs.items())))
        if key in answers:
            return cast("_Found", answers[key])
        # Of an answer that many sessions ask for at once one makes it, and the others wait.
        flights = snapshot._flights  # noqa: SLF001  # this module's own
        with flights.setdefault((function, key), RLock()):
            if key in answers:
                return cast("_Found", answers[key])
            try:
                with collector_paused():
                    found = answers[key] = function(snapshot, *args, **kwargs)
            finally:
                flights.pop((function, key), None)
        if len(answers) > _ANSWERS:
            answers.pop(next(iter(answers)), None)  # another session may have dropped it
        return found

    return kept
