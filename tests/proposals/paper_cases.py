"""A proposal of two agreements, one of three parties, as a snapshot for tests of the papers."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

from docx import Document

from graphs.model import (
    Hosting,
    ListItem,
    ListKind,
    Organisation,
    Ownership,
    PartialDate,
    Proposal,
    ProposalStage,
    ProposedPair,
    Record,
    Snapshot,
    Unit,
)
from graphs.planning import Mark, PlanSettings, alliances, plan, problem_from_snapshot, why
from graphs.proposals import ProposalView, alliance_groups, proposal_views

DAY = dt.date(2026, 6, 30)
SETTINGS = PlanSettings(
    host_high=2,
    alliance_size=3,
    locked=(
        Mark(guest="o3", host="o0", reason="已商定"),
        Mark(guest="o4", host="o1", reason="已商定"),
    ),
)


def organisations(**names: str) -> list[Record]:
    """Two hosts (o0, o1) and three guests (o2, o3, o4), each in a unit of its own."""
    records: list[Record] = []
    for number in range(5):
        owner = Ownership.state_owned if number < 2 else Ownership.private
        name = names.get(f"o{number}", f"公司{number}党支部")
        records += [
            Unit(id=f"u{number}", name=f"公司{number}", ownership=owner),
            Organisation(id=f"o{number}", name=name, name_en=f"Branch {number}"),
            Hosting(id=f"h{number}", organisation=f"o{number}", unit=f"u{number}"),
        ]
    return records


def items() -> list[Record]:
    """A need that the host meets, one that is closed, one that nobody meets."""
    return [
        ListItem(id="i1", organisation="o2", list=ListKind.need, category="技术", title="工艺指导"),
        ListItem(id="i2", organisation="o0", list=ListKind.resource, category="技术", title="技师"),
        ListItem(
            id="i3", organisation="o2", list=ListKind.need, category="法律", title="旧事",
            closed_on=PartialDate("2026-01-01"),
        ),
        ListItem(id="i4", organisation="o3", list=ListKind.need, category="人才", title="招工"),
        ListItem(id="i5", organisation="o1", list=ListKind.project, category="市场", title="集采"),
    ]  # fmt: skip


def picture(*more: Record, stage: ProposalStage = ProposalStage.draft, **names: str) -> Snapshot:
    """The records above with the proposal: o0 with o2 and o3 together, o1 with o4."""
    settings = SETTINGS
    basis = Snapshot.from_records([*organisations(**names), *items(), *more], as_of=DAY)
    problem = problem_from_snapshot(basis)
    made = plan(problem, settings)
    groups = alliance_groups(alliances(problem, made))
    assert groups == {("o2", "o0"): 1, ("o3", "o0"): 1}
    said = [why(problem, settings, *ends, beside=made.couples).sentence for ends in made.couples]
    item = Proposal(
        id="p1", title="2026", stage=stage, planner="台账岗", plan=made.id, made_at=0,
        content="", settings=settings.to_json(),
        approver="审批岗" if stage is ProposalStage.approved else None,
    )  # fmt: skip
    pairs = [
        ProposedPair(
            id=f"q{n}", proposal="p1", host=pair.host, guest=pair.guest,
            score=round(pair.score / 1_000_000, 6), reason=reason.zh, reason_en=reason.en,
            alliance=groups.get((pair.guest, pair.host)),
        )
        for n, (pair, reason) in enumerate(zip(made.pairs, said, strict=True))
    ]  # fmt: skip
    everything = [*organisations(**names), *items(), *more, item, *pairs]
    return Snapshot.from_records(everything, as_of=DAY)


def view_of(snapshot: Snapshot) -> ProposalView:
    [view] = proposal_views(snapshot)
    return view


def words_of(paper: bytes) -> str:
    """Every paragraph and cell of a Word file."""
    document: Any = Document(io.BytesIO(paper))
    lines = [line.text for line in document.paragraphs]
    for table in document.tables:
        lines += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def template_with(words: str) -> bytes:
    """A template of one paragraph."""
    document: Any = Document()
    document.add_paragraph(words)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def files_of(pack: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(pack)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}
