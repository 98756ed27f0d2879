"""What a grain is: a declared function from a view to lists, what a row is, and what it loses.

Adding a grain is one function in a file of this folder. Every format is crossed with every grain:
what a format cannot hold of one is said, never dropped in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from graphs.interchange.export_formats import ExportFormat
from graphs.interchange.sheet import PAIR_ROLES, NetworkRoles, Sheet, Table
from graphs.model import Snapshot, derived
from graphs.network import Filter, apply_filters, division_and_below, pairing_graph, partner_graph
from graphs.registry import Registry
from graphs.statistics import SnapshotSource
from graphs.text import Language, Text

__all__ = ["GRAINS", "Grain", "GrainView", "grain", "left_out", "widened"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GrainView:
    """The view whose rows are written: a snapshot under filters, in a language.

    ``source`` gives the same ledger, at the same revision, in other scopes and on other days;
    ``question`` and ``settings`` are those of the address.
    """

    snapshot: Snapshot
    filters: tuple[Filter, ...]
    language: Language
    source: SnapshotSource
    question: str = ""
    settings: tuple[tuple[str, str], ...] = ()

    @property
    def widened(self) -> tuple[Filter, ...]:
        """The filters, with every division below the chosen ones."""
        return widened(self.snapshot, self.filters)

    @property
    def graph(self) -> nx.MultiGraph[str]:
        """What the filters leave of the counted pairs."""
        return _filtered(self.snapshot, self.filters, everybody=False)

    @property
    def partners(self) -> nx.MultiGraph[str]:
        """What the filters leave of the pairs of every kind."""
        return _filtered(self.snapshot, self.filters, everybody=True)


@derived
def _filtered(
    snapshot: Snapshot, filters: tuple[Filter, ...], *, everybody: bool
) -> nx.MultiGraph[str]:
    graph = partner_graph(snapshot) if everybody else pairing_graph(snapshot)
    return apply_filters(graph, widened(snapshot, filters))


def widened(snapshot: Snapshot, filters: Iterable[Filter]) -> tuple[Filter, ...]:
    """Return filters with every division below the chosen ones.

    Examples
    --------
    >>> import datetime as dt
    >>> picture = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> widened(picture, [Filter("side", ("soe",))])
    (Filter(key='side', values=('soe',)),)
    """
    return tuple(
        Filter(each.key, division_and_below(snapshot, each.values))
        if each.key == "division"
        else each
        for each in filters
    )


Make: TypeAlias = Callable[[GrainView], tuple[Sheet, ...]]
Stream: TypeAlias = Callable[[GrainView], Sequence[Table]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grain:
    """A declared grain: key, label, what it loses, and the function that makes its lists.

    Attributes
    ----------
    roles
        What its columns are to a network, whose lists are ``edges`` and ``nodes``; ``None`` for
        plain lists.
    usual
        Chosen until the user chooses.
    folder
        Where its files lie in the download; the pairs and all plain lists lie at the top.
    reads
        The columns it needs of a ledger, by record type (``None`` for all of a type); ``None``
        where it needs everything.
    stream
        Gives the same lists, made while they are written; ``None`` where only ``make`` does.

    Examples
    --------
    >>> GRAINS["pairs"].folder, GRAINS["incidence"].folder
    ('', 'incidence/')
    """

    key: str
    label: Text
    loses: Text
    make: Make
    roles: NetworkRoles | None = None
    usual: bool = False
    reads: Mapping[str, tuple[str, ...] | None] | None = None
    stream: Stream | None = None

    @property
    def folder(self) -> str:
        """The folder of its files, with a slash, or nothing."""
        return "" if self.roles in (None, PAIR_ROLES) else f"{self.key}/"


GRAINS: Registry[str, Grain] = Registry("grain")
"""Every grain by key, networks first, in the order of the download screen."""


def grain(
    *,
    order: int,
    label: Text,
    loses: Text,
    roles: NetworkRoles | None = None,
    usual: bool = False,
    reads: Mapping[str, tuple[str, ...] | None] | None = None,
    stream: Stream | None = None,
) -> Callable[[Make], Make]:
    """Declare a grain; its key is the function's name, ``order`` its place on screen."""

    def declare(make: Make) -> Make:
        key = make.__name__
        made = Grain(
            key=key,
            label=label,
            loses=loses,
            make=make,
            roles=roles,
            usual=usual,
            reads=reads,
            stream=stream,
        )
        GRAINS.declare(key, made, make, order=order)
        return make

    return declare


def left_out(written: ExportFormat, of: Grain, sheets: Sequence[Table]) -> Text | None:
    """Return what a format does not hold of a grain at all; ``None`` where it holds every list.

    Examples
    --------
    >>> from graphs.interchange import FORMATS
    >>> left_out(FORMATS["graphml"], GRAINS["agreements"], ()).en
    'holds networks only, and this is a list'
    >>> left_out(FORMATS["csv"], GRAINS["agreements"], ()) is None
    True
    """
    if not written.network:
        return None
    if of.roles is None:
        return Text(zh="只能存网络，而这是一张表", en="holds networks only, and this is a list")
    rest = [sheet.label for sheet in sheets if sheet.key not in ("edges", "nodes")]
    if not rest:
        return None
    return Text(
        zh="只存点和边，不含：{lists}", en="holds nodes and edges only, not: {lists}"
    ).format(lists=Text.join(rest))
