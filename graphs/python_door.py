"""The door for analysts: ``import graphs; graphs.open("demo")``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, TypedDict

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from scipy.sparse import csr_array

    from graphs.interchange import Sheet
    from graphs.ledger import Ledger
    from graphs.model import Snapshot
    from graphs.planning import Plan
    from graphs.questions import Answer
    from graphs.statistics.report_lines import ReportLine

__all__ = ["Analysis", "EdgeAttributes", "NodeAttributes", "open"]


class NodeAttributes(TypedDict):
    """What a node of :meth:`Analysis.graph` says; ``None`` where the ledger says nothing."""

    bipartite: int
    name_zh: str
    name_en: str
    short_zh: str
    short_en: str
    kind: str | None
    side: str
    division: str | None
    home: str | None
    named: bool
    count_low: int
    count_high: int | None
    stub: bool
    synthetic: bool
    usual_load: int | None


class EdgeAttributes(TypedDict):
    """What an edge of :meth:`Analysis.graph` says; dates as ISO text, ``None`` where not stated."""

    agreement: str
    kind: str | None
    status: str
    in_force: bool
    certain: bool
    signed_on: str | None
    ends_on: str | None
    pairs_low: int
    pairs_high: int | None
    inside: bool
    activities: int
    last_activity: str | None
    dormant: bool
    synthetic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """An open ledger in the hands of an analyst; close it, or use it in ``with``.

    Every answer is of a scope (the ledger's home by default), on a day (the ledger's own by
    default), as known at the head.

    Examples
    --------
    >>> with open("demo") as ledger:
    ...     ledger.graph().graph["as_of"]
    '2026-06-30'
    """

    ledger: Ledger

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it, whatever happened."""
        self.close()

    def close(self) -> None:
        """Close the ledger."""
        self.ledger.close()

    def snapshot(
        self,
        as_of: str | dt.date | None = None,
        scope: str | None = None,
        revision: int | None = None,
    ) -> Snapshot:
        """Return the frozen picture that all answers are taken from.

        ``scope`` is written as in addresses: ``whole``, ``division:ID``, ``chain:ID``.
        """
        from graphs.model import Scope

        day = dt.date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
        where = self.ledger.shown_scope(Scope.parse(scope) if scope else None)
        return self.ledger.snapshot(where, day, revision)

    def graph(
        self, as_of: str | dt.date | None = None, scope: str | None = None
    ) -> nx.MultiGraph[str]:
        """Return the pairing graph with :class:`NodeAttributes` and :class:`EdgeAttributes`.

        It is the caller's own copy. ``graph.graph`` holds ledger, revision, digest, scope and as_of.
        """
        import networkx as nx

        from graphs.network import pairing_graph

        snapshot = self.snapshot(as_of, scope)
        kept = pairing_graph(snapshot)
        found: nx.MultiGraph[str] = nx.MultiGraph(
            ledger=snapshot.ledger,
            revision=snapshot.revision,
            digest=snapshot.digest,
            scope=snapshot.scope.words,
            as_of=snapshot.as_of.isoformat(),
        )
        found.add_nodes_from((node, _plain(data)) for node, data in kept.nodes(data=True))
        for a, b, key, data in kept.edges(keys=True, data=True):
            found.add_edge(a, b, key=key, **_plain(data))
        return found

    def pairs(self, as_of: str | dt.date | None = None, scope: str | None = None) -> pd.DataFrame:
        """Return a row for each counted pair: agreement, host, guest, and its attributes."""
        import pandas as pd

        graph = self.graph(as_of, scope)
        rows = [_ends(graph, one, other) | data for one, other, data in graph.edges(data=True)]
        rows.sort(key=lambda row: (row["agreement"], row["host"], row["guest"]))
        return pd.DataFrame(rows, columns=["host", "guest", *EdgeAttributes.__annotations__])

    def edges(
        self,
        as_of: str | dt.date | None = None,
        scope: str | None = None,
        *,
        grain: str = "pairs",
        revision: int | None = None,
    ) -> pd.DataFrame:
        """Return the edges of a download at a grain, or its first list where it is no network.

        The columns are those of the download, by their keys; ``ledger.lists`` gives all of them.
        """
        lists = self.lists(as_of, scope, grain=grain, revision=revision)
        return lists["edges"] if "edges" in lists else next(iter(lists.values()))

    def lists(
        self,
        as_of: str | dt.date | None = None,
        scope: str | None = None,
        *,
        grain: str = "pairs",
        revision: int | None = None,
    ) -> dict[str, pd.DataFrame]:
        """Return the lists of a download at a grain by their keys, without a filter; ``None`` is blank.

        Raises
        ------
        NotFound
            There is no such grain, or no such revision.
        """
        from graphs.errors import NotFound
        from graphs.interchange import GRAINS, GrainView
        from graphs.ledger import statement_source
        from graphs.text import Text

        if grain not in GRAINS:
            words = Text(
                zh="没有粒度“{key}”；可选 {keys}", en="there is no grain “{key}”; choose of {keys}"
            )
            keys = Text.join([Text.same(key) for key in GRAINS])
            raise NotFound(words.format(key=grain, keys=keys))
        snapshot = self.snapshot(as_of, scope, revision)
        source = statement_source(self.ledger, snapshot.revision)
        view = GrainView(snapshot=snapshot, filters=(), language="zh", source=source)
        return {sheet.key: _frame(sheet) for sheet in GRAINS[grain].make(view)}

    def nodes(self, as_of: str | dt.date | None = None, scope: str | None = None) -> pd.DataFrame:
        """Return a row for each organisation of the two sides, by id."""
        import pandas as pd

        nodes = self.graph(as_of, scope).nodes(data=True)
        rows = [{"id": node} | data for node, data in nodes]
        return pd.DataFrame(rows, columns=["id", *NodeAttributes.__annotations__]).set_index("id")

    def biadjacency(
        self, as_of: str | dt.date | None = None, scope: str | None = None
    ) -> tuple[csr_array[Any], list[str], list[str]]:
        """Return the matrix of pairs in force with the ids of its rows (hosts) and columns (guests).

        1 where the two are joined by any agreement in force.
        """
        from graphs.statistics.structure import network_in_force

        network = network_in_force(self.snapshot(as_of, scope))
        hosts = [ident for ident in network.ids if network.nodes[ident]["bipartite"] == 0]
        guests = [ident for ident in network.ids if network.nodes[ident]["bipartite"] == 1]
        place = {ident: at for at, ident in enumerate(network.ids)}
        rows, columns = ([place[ident] for ident in side] for side in (hosts, guests))
        return network.adjacency()[rows][:, columns], hosts, guests

    def measure(
        self,
        key: str,
        as_of: str | dt.date | None = None,
        scope: str | None = None,
        *,
        since: str | dt.date | None = None,
    ) -> ReportLine | Mapping[str, float | None]:
        """Return a figure of the report or of the network as its line, or a measure of nodes by id.

        What happened in a period is counted from ``since``, by default a year before the day.

        Raises
        ------
        NotFound
            There is no such measure.
        """
        from graphs.errors import NotFound
        from graphs.statistics.month import period_to
        from graphs.statistics.report_lines import network_lines, report_lines
        from graphs.statistics.structure import NODE_MEASURES, network_in_force, node_measures
        from graphs.text import Text

        snapshot = self.snapshot(as_of, scope)
        if key in NODE_MEASURES:
            return node_measures([key], network_in_force(snapshot))[key]
        first = dt.date.fromisoformat(since) if isinstance(since, str) else since
        period = period_to(snapshot, lambda day: self.snapshot(day, scope), first or "year")
        for line in (*report_lines(snapshot, period), *network_lines(snapshot)):
            if line.key == key:
                return line
        raise NotFound(
            Text(zh="没有统计项“{key}”", en="there is no measure “{key}”").format(key=key)
        )

    def pivot(
        self,
        *measures: str,
        by: str,
        as_of: str | dt.date | None = None,
        scope: str | None = None,
        since: str | dt.date | None = None,
    ) -> pd.DataFrame:
        """Return figures of the report by the groups of a dimension, each as its two bounds.

        ``by`` is township, industry, chain, kind or ownership; the last row, with a blank group, is
        of everybody. ``<NA>`` is no figure, or no upper bound.
        """
        from graphs.statistics.month import period_to, pivot
        from graphs.statistics.month.figure_frames import pivot_frame

        snapshot = self.snapshot(as_of, scope)
        first = dt.date.fromisoformat(since) if isinstance(since, str) else since
        period = period_to(snapshot, lambda day: self.snapshot(day, scope), first or "year")
        table = pivot(snapshot, measures, by, period=period)
        return pivot_frame(table, measures)

    def freshness(
        self,
        by: str = "township",
        as_of: str | dt.date | None = None,
        scope: str | None = None,
    ) -> pd.DataFrame:
        """Return how fresh and complete the data of each group are; the last row is of everybody."""
        from graphs.statistics.month import DATED_KINDS, freshness
        from graphs.statistics.month.figure_frames import freshness_frame

        snapshot = self.snapshot(as_of, scope)
        found = freshness(snapshot, self.ledger.recorded_days(snapshot, DATED_KINDS), by)
        return freshness_frame(found)

    def plan(
        self, as_of: str | dt.date | None = None, scope: str | None = None, **settings: Any
    ) -> Plan:
        """Return the best plan for the unpaired; ``settings`` are those of ``PlanSettings``."""
        from graphs.planning import PlanSettings, plan, problem_from_snapshot

        return plan(problem_from_snapshot(self.snapshot(as_of, scope)), PlanSettings(**settings))

    def ask(
        self,
        question: str,
        as_of: str | dt.date | None = None,
        scope: str | None = None,
        **parameters: Any,
    ) -> Answer:
        """Return the answer to a question by its key or in words: ``ledger.ask("dormant", months=6)``.

        Raises
        ------
        NotFound
            Nothing is understood.
        InputError
            A parameter is unknown or means nothing.
        """
        from graphs.errors import NotFound
        from graphs.questions import QUESTIONS, Context, ask, understand
        from graphs.text import Text

        snapshot = self.snapshot(as_of, scope)
        given: dict[str, str] = {}
        if question not in QUESTIONS:
            meant = understand(question, snapshot)
            if not meant:
                raise NotFound(
                    Text(zh="没听懂“{words}”", en="“{words}” is not understood").format(
                        words=question
                    )
                )
            question, given = meant[0].question, dict(meant[0].given)
        context = Context(snapshot=snapshot, at=lambda day: self.snapshot(day, scope))
        given |= {name: str(value) for name, value in parameters.items()}
        return ask(context, question, given)


def open(name: str) -> Analysis:  # noqa: A001  # ``graphs.open`` is never the builtin
    """Return a ledger for analysis, by its key, the path of its file, or its address.

    Examples
    --------
    >>> import graphs
    >>> with graphs.open("demo") as ledger:
    ...     ledger.ask("dormant", months=6).count.low > 0
    True
    """
    from graphs.access import Area, require
    from graphs.ledger import Home, open_ledger

    home = Home.for_caller()
    require(home.visitor, Area.download)
    known = {entry.key for entry in home.entries()}
    listed = name in known or not home.visitor.unbound  # an account uses what is listed here
    return Analysis(ledger=home.open(name) if listed else open_ledger(name))


_BLANK = frozenset({"kind", "division", "home", "signed_on", "ends_on", "last_activity"})
_UNBOUNDED = frozenset({"count_high", "pairs_high", "usual_load"})


def _frame(sheet: Sheet) -> pd.DataFrame:
    """Return a list with the types its columns declare, whatever is in them this time."""
    import pandas as pd

    from graphs.interchange.graph_files.network_lists import typed_columns

    kinds = {
        "text": "object",
        "date": "object",
        "integer": "Int64",
        "number": "Float64",
        "flag": "boolean",
    }
    return pd.DataFrame(
        {
            column.key: pd.Series(values, dtype=kinds[column.kind])
            for column, values in typed_columns(sheet)
        }
    )


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return attributes with ``None`` where the graph that screens draw writes -1 or nothing."""
    return {
        name: None
        if (name in _BLANK and value == "") or (name in _UNBOUNDED and value == -1)
        else value
        for name, value in data.items()
    }


def _ends(graph: nx.MultiGraph[str], one: str, other: str) -> dict[str, Any]:
    first = graph.nodes[one]["bipartite"] == 0
    return {"host": one if first else other, "guest": other if first else one}
