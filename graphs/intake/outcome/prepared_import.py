"""What an import would do: its steps, its differences and issues, and what became of every cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graphs.errors import InputError
from graphs.intake.outcome.difference_list import (
    DifferenceGroup,
    first_of_each,
    kinds_counted,
    records_added,
)
from graphs.intake.outcome.record_difference import Difference, DifferenceKind
from graphs.intake.tables.cell_account import NO_CELLS, CellAccount
from graphs.intake.tables.repairs import SetAside
from graphs.intake.tables.row_issues import Issue
from graphs.model import RECORDS, Step
from graphs.text import Text

__all__ = ["Import", "KeptElsewhere"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptElsewhere:
    """How much there is of an import whose steps and further differences are kept elsewhere."""

    steps: int
    counts: Mapping[DifferenceKind, int]
    added: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What an import would do, and everything there is to say about it. Nothing is written yet.

    Attributes
    ----------
    steps
        What to hand to the ledger in one piece; none where something is wrong.
    relies_on
        Ids of records the steps rest on without writing them.
    base
        The revision the files were compared with.
    differences
        What would be added, changed, ended, and what looks suspicious.
    issues
        Errors first, then warnings and hints, each group in the order of the files.
    tables
        The tables that were read, as messages call them.
    account
        What became of every cell that was not blank.
    set_aside
        The rows a person left out for later.
    homeless
        How many organisations are new and lie in no division, where there are divisions.
    kept
        What there is in all, where the steps are kept elsewhere and only the first differences are
        listed here.

    Examples
    --------
    >>> nothing = Import(steps=(), relies_on=(), base=3, differences=(), issues=())
    >>> nothing.ready, nothing.summary().en
    (False, '0 added, 0 changed, 0 ended, 0 suspicious')
    """

    steps: tuple[Step, ...]
    relies_on: tuple[str, ...]
    base: int
    differences: Sequence[Difference]
    issues: tuple[Issue, ...]
    tables: tuple[str, ...] = ()
    account: CellAccount = NO_CELLS
    set_aside: tuple[SetAside, ...] = ()
    homeless: int = 0
    kept: KeptElsewhere | None = None

    @property
    def changes(self) -> int:
        """How many steps there are to apply, here or kept elsewhere."""
        return len(self.steps) if self.kept is None else self.kept.steps

    def without_steps(self, shown: int) -> Import:
        """Return the import as a screen shows it: no steps, and the first differences of each group."""
        return replace(
            self,
            steps=(),
            relies_on=(),
            differences=first_of_each(self.differences, shown),
            kept=KeptElsewhere(steps=self.changes, counts=self.counts(), added=self.added()),
        )

    @property
    def errors(self) -> tuple[Issue, ...]:
        """What stops the import."""
        return tuple(each for each in self.issues if each.severity == "error")

    @property
    def ready(self) -> bool:
        """Whether there is something to apply and nothing in the way."""
        return bool(self.changes) and not self.errors

    def counts(self) -> dict[DifferenceKind, int]:
        """Return how many differences there are of each kind."""
        if self.kept is not None:
            return dict(self.kept.counts)
        found = kinds_counted(self.differences)
        return {kind: found[kind] for kind in ("added", "changed", "ended", "suspicious")}

    def added(self) -> dict[str, int]:
        """Return how many records of each type are new."""
        if self.kept is not None:
            return dict(self.kept.added)
        found = records_added(self.differences)
        return {kind: found[kind] for kind in RECORDS if found[kind]}

    def groups(self) -> dict[DifferenceGroup, int]:
        """Return how many differences there are of each group: new records by type first."""
        counts = self.counts()
        others: dict[DifferenceGroup, int] = {
            (kind, ""): number for kind, number in counts.items() if kind != "added" and number
        }
        added: dict[DifferenceGroup, int] = {
            ("added", record): many for record, many in self.added().items()
        }
        return added | others

    def check(self) -> None:
        """Do nothing if the import may be applied.

        Raises
        ------
        InputError
            Something is wrong; every error is carried along.
        """
        wrong = self.errors
        if wrong:
            head = Text(
                zh="有 {count} 处错误，未导入：", en="{count} errors, nothing was imported: "
            )
            raise InputError(head.format(count=len(wrong)) + wrong[0].sentence(), wrong)

    def summary(self) -> Text:
        """Return the numbers in one sentence."""
        counts = self.counts()
        head = Text(
            zh="新增 {added}，变更 {changed}，终止 {ended}，存疑 {suspicious}",
            en="{added} added, {changed} changed, {ended} ended, {suspicious} suspicious",
        ).format(**counts)
        wrong = len(self.errors)
        return head + Text(zh=f"；错误 {wrong}", en=f"; {wrong} errors") if wrong else head
