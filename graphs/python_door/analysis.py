"""An open ledger in the hands of an analyst: every answer it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from graphs.python_door.argument_values import (
    Day,
    ScopeWords,
    day_of,
    one_of,
    parameters_of,
    revision_of,
    scope_of,
)
from graphs.python_door.graph_rows import analyst_graph, node_rows, pair_rows
from graphs.text import Text

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from scipy.sparse import csr_array

    from graphs.ledger import Ledger
    from graphs.model import Snapshot
    from graphs.planning import Plan
    from graphs.questions import Answer
    from graphs.statistics.month import Period
    from graphs.statistics.report_lines import ReportLine

__all__ = ["Analysis"]

_MEASURE = Text(zh="统计项", en="measure")
_DIMENSION = Text(zh="分组", en="dimension")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Analysis:
    """An open ledger in the hands of an analyst; close it, or use it in ``with``.

    Every answer is of a scope (the ledger's home by default), on a day (the ledger's own by
    default), as known at a revision (the head by default).

    Examples
    --------
    >>> import graphs
    >>> with graphs.open("demo") as ledger:
    ...     ledger.graph().graph["as_of"]
    '2026-06-30'
    """

    ledger: Ledger
    name: str

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it, whatever happened."""
        self.close()

    def __repr__(self) -> str:
        """Return what is open, at which revision and scope, and the methods that answer."""
        from graphs.errors import GraphsError

        # Not the name it was opened by: the address of a database may hold a password.
        try:
            head, scope = self.ledger.head().number, self.ledger.shown_scope().words
        except GraphsError as error:
            return f"<ledger {self.ledger.id!r}: {error}>"
        doors = " ".join(f".{each}()" for each in _DOORS)
        return f"<ledger {self.ledger.id!r}, revision {head}, {scope}: {doors}>"

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process by name: it is opened there anew, at the head it has then."""
        from graphs.python_door.ledger_opening import open as opened

        return opened, (self.name,)

    def close(self) -> None:
        """Close the ledger."""
        self.ledger.close()

    def snapshot(
        self, as_of: Day = None, scope: ScopeWords = None, revision: int | None = None
    ) -> Snapshot:
        """Return the frozen picture that all answers are taken from.

        ``scope`` is written as in addresses: ``whole``, ``division:ID``, ``chain:ID``.

        Raises
        ------
        InputError
            A day, scope or revision is not written so that it means one.
        NotFound
            The ledger has no such scope on that day, or no such revision.
        """
        where = self.ledger.shown_scope(scope_of(scope))
        return self.ledger.snapshot(where, day_of(as_of), revision_of(revision))

    def graph(
        self, as_of: Day = None, scope: ScopeWords = None, *, revision: int | None = None
    ) -> nx.MultiGraph[str]:
        """Return the pairing graph with :class:`NodeAttributes` and :class:`EdgeAttributes`.

        It is the caller's own copy. ``graph.graph`` holds ledger, revision, digest, scope and as_of.
        """
        from graphs.network import pairing_graph

        snapshot = self.snapshot(as_of, scope, revision)
        return analyst_graph(
            pairing_graph(snapshot),
            ledger=snapshot.ledger,
            revision=snapshot.revision,
            digest=snapshot.digest,
            scope=snapshot.scope.words,
            as_of=snapshot.as_of.isoformat(),
        )

    def pairs(
        self, as_of: Day = None, scope: ScopeWords = None, *, revision: int | None = None
    ) -> pd.DataFrame:
        """Return a row for each pair, over or not: host, guest, and :class:`EdgeAttributes`.

        Counters count those with ``in_force``.
        """
        return pair_rows(self.graph(as_of, scope, revision=revision))

    def nodes(
        self, as_of: Day = None, scope: ScopeWords = None, *, revision: int | None = None
    ) -> pd.DataFrame:
        """Return a row for each organisation of the two sides, by id, with :class:`NodeAttributes`."""
        return node_rows(self.graph(as_of, scope, revision=revision))

    def edges(
        self,
        as_of: Day = None,
        scope: ScopeWords = None,
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
        as_of: Day = None,
        scope: ScopeWords = None,
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
        from graphs.interchange import GRAINS, GrainView
        from graphs.ledger import statement_source
        from graphs.python_door.list_frames import sheet_frame

        one_of(grain, GRAINS, Text(zh="粒度", en="grain"))
        snapshot = self.snapshot(as_of, scope, revision)
        source = statement_source(self.ledger, snapshot.revision)
        view = GrainView(snapshot=snapshot, filters=(), language="zh", source=source)
        return {sheet.key: sheet_frame(sheet) for sheet in GRAINS[grain].make(view)}

    def biadjacency(
        self, as_of: Day = None, scope: ScopeWords = None, *, revision: int | None = None
    ) -> tuple[csr_array[Any], list[str], list[str]]:
        """Return the matrix of pairs in force with the ids of its rows (hosts) and columns (guests).

        1 where the two are joined by any agreement in force.
        """
        from graphs.statistics.structure import network_in_force

        network = network_in_force(self.snapshot(as_of, scope, revision))
        hosts = [ident for ident in network.ids if network.nodes[ident]["bipartite"] == 0]
        guests = [ident for ident in network.ids if network.nodes[ident]["bipartite"] == 1]
        place = {ident: at for at, ident in enumerate(network.ids)}
        rows, columns = ([place[ident] for ident in side] for side in (hosts, guests))
        return network.adjacency()[rows][:, columns], hosts, guests

    def measure(
        self,
        key: str,
        as_of: Day = None,
        scope: ScopeWords = None,
        *,
        since: Day = None,
        revision: int | None = None,
    ) -> ReportLine | Mapping[str, float | None]:
        """Return a figure of the report or of the network as its line, or a measure of nodes by id.

        What happened in a period is counted from ``since``: a day, or ``year``, ``quarter`` or
        ``month`` for the last one; by default the last year.

        Raises
        ------
        NotFound
            There is no such measure.
        """
        from graphs.statistics.month import REPORT_MEASURES
        from graphs.statistics.report_lines import network_lines, report_lines
        from graphs.statistics.structure import NODE_MEASURES, network_in_force, node_measures

        snapshot = self.snapshot(as_of, scope, revision)
        if key in NODE_MEASURES:
            return node_measures([key], network_in_force(snapshot))[key]
        if key in REPORT_MEASURES:
            lines = {e.key: e for e in report_lines(snapshot, self._period(snapshot, since))}
        else:
            lines = {e.key: e for e in network_lines(snapshot)}
        return lines[one_of(key, [*REPORT_MEASURES, *NODE_MEASURES, *lines], _MEASURE)]

    def pivot(
        self,
        *measures: str,
        by: str,
        columns: str | None = None,
        as_of: Day = None,
        scope: ScopeWords = None,
        since: Day = None,
        end: str = "non_public",
        revision: int | None = None,
    ) -> pd.DataFrame:
        """Return figures of the report by the groups of a dimension, each as its two bounds.

        ``by`` is township, industry, chain, kind or ownership; the last row, with a blank group, is
        of everybody. With a second dimension as ``columns`` there is a row for each of both. A pair
        is in the group of its ``end``, ``non_public`` or ``soe``. ``<NA>`` is no figure, or no upper
        bound; ``since`` as for :meth:`measure`.

        Raises
        ------
        NotFound
            There is no such measure or dimension.
        InputError
            No measure is named, or several by two dimensions.
        """
        from graphs.python_door.list_frames import checked_pivot

        snapshot = self.snapshot(as_of, scope, revision)
        period = self._period(snapshot, since)
        return checked_pivot(snapshot, measures, by, columns, end=end, period=period)

    def trend(
        self,
        measure: str,
        step: str = "years",
        as_of: Day = None,
        scope: ScopeWords = None,
        *,
        count: int | None = None,
        revision: int | None = None,
    ) -> pd.DataFrame:
        """Return a figure of the report over time, up to the day, with the breaks of its series.

        ``step`` is ``years`` (8, each at its end) or ``months`` (12); ``count`` is another number.

        Raises
        ------
        NotFound
            There is no such measure or step, or the scope was not there on the first of the days.
        """
        from graphs.python_door.list_frames import checked_trend

        snapshot = self.snapshot(as_of, scope, revision)

        def at(day: Any) -> Snapshot:
            return self.snapshot(day, snapshot.scope, snapshot.revision)

        return checked_trend(snapshot, at, measure, step, count)

    def freshness(
        self,
        by: str = "township",
        as_of: Day = None,
        scope: ScopeWords = None,
        *,
        revision: int | None = None,
    ) -> pd.DataFrame:
        """Return how fresh and complete the data of each group are; the last row is of everybody."""
        from graphs.statistics.dimension import DIMENSIONS
        from graphs.statistics.month import DATED_KINDS, freshness
        from graphs.statistics.month.figure_frames import freshness_frame

        one_of(by, DIMENSIONS, _DIMENSION)
        snapshot = self.snapshot(as_of, scope, revision)
        found = freshness(snapshot, self.ledger.recorded_days(snapshot, DATED_KINDS), by)
        return freshness_frame(found)

    def plan(
        self,
        as_of: Day = None,
        scope: ScopeWords = None,
        *,
        revision: int | None = None,
        **settings: Any,
    ) -> Plan:
        """Return the best plan for the unpaired; ``settings`` are those of ``PlanSettings``.

        Raises
        ------
        NotFound
            There is no such setting.
        InputError
            A setting is out of its range.
        """
        from dataclasses import fields

        from graphs.planning import PlanSettings, plan, problem_from_snapshot

        for key in settings:
            one_of(key, [each.name for each in fields(PlanSettings)], Text(zh="设置", en="setting"))
        problem = problem_from_snapshot(self.snapshot(as_of, scope, revision))
        return plan(problem, PlanSettings(**settings))

    def ask(
        self,
        question: str,
        as_of: Day = None,
        scope: ScopeWords = None,
        *,
        revision: int | None = None,
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
        from graphs.questions import QUESTIONS, Context, ask, understand

        snapshot = self.snapshot(as_of, scope, revision)
        given: dict[str, str] = {}
        if question not in QUESTIONS:
            meant = understand(question, snapshot)
            if not meant:
                one_of(question, QUESTIONS, Text(zh="问题", en="question"))
            question, given = meant[0].question, dict(meant[0].given)
        context = Context(
            snapshot=snapshot, at=lambda day: self.snapshot(day, snapshot.scope, snapshot.revision)
        )
        return ask(context, question, given | parameters_of(parameters))

    def _period(self, snapshot: Snapshot, since: Day) -> Period | None:
        from graphs.statistics.month import PERIODS, period_to

        first = since if isinstance(since, str) and since in PERIODS else day_of(since)
        return period_to(
            snapshot,
            lambda day: self.snapshot(day, snapshot.scope, snapshot.revision),
            first or next(iter(PERIODS)),
        )


_DOORS = tuple(name for name, each in vars(Analysis).items() if name[0] != "_" and callable(each))
"""The methods that answer."""
