"""``pack``: the papers of a proposal in one zip: agreements, lists, schedule, plan with evidence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from graphs.access import Area
from graphs.commands.command_line.command import DATE, FILE, LEDGER, argument, command, example
from graphs.commands.command_line.command_desk import Desk, refuse_existing, write_target
from graphs.commands.command_line.exit_codes import DONE
from graphs.commands.command_line.usage_errors import day
from graphs.commands.plans.plan_arguments import (
    TARGET_ARGUMENTS,
    VIEW_ARGUMENTS,
    problem_of,
    proposal_of,
    snapshot_of,
)
from graphs.errors import InputError, Problem
from graphs.planning import PlanSettings, settings_within
from graphs.planning import plan as best_plan
from graphs.proposals import agreement_pack
from graphs.text import Text

__all__ = ["pack"]


@command(order=100,
    area=Area.download,
    zh="协议包：协议书、清单、日程、方案与依据",
    en="the agreement pack: agreements, lists, schedule, plan with evidence",
    arguments=(
        argument("proposal", zh="方案编号（proposal list 所列）或名称", en="id of the proposal (see proposal list), or its title", metavar=Text(zh="方案", en="PROPOSAL")),
        LEDGER,
        *VIEW_ARGUMENTS,
        *TARGET_ARGUMENTS,
        argument("--template", zh="本单位的协议书模板（.docx）；缺省为随产品提供的", en="the office's own agreement template (.docx); the one that ships by default", metavar=FILE, type=Path),
        argument("--signed-on", zh="预定的签订日期", en="the day of signing as arranged", metavar=DATE, type=day),
        argument("--ends-on", zh="预定的到期日期", en="the last day as arranged", metavar=DATE, type=day),
        argument("--output", zh="新文件；缺省为 方案编号.zip", en="a new file; PROPOSAL.zip by default", metavar=FILE, type=Path),
    ),
    examples=(
        example("pack 2026年结对 --ledger own-exercise --output 协议包.zip", zh="一个方案的全部文书", en="all papers of a proposal"),
        example("pack p1 --ledger own-exercise --template 本区协议书.docx --signed-on 2026-07-20 --ends-on 2029-07-19 --output 签约.zip", zh="用本区模板，填入预定日期", en="with the district's own template and the days arranged"),
    ),
)  # fmt: skip
def pack(
    desk: Desk,
    *,
    proposal: str,
    ledger: str | None,
    scope: str | None,
    as_of: dt.date | None,
    revision: int | None,
    guest: list[str] | None,
    host: list[str] | None,
    everyone: bool,
    template: Path | None,
    signed_on: dt.date | None,
    ends_on: dt.date | None,
    output: Path | None,
) -> int:
    """Write the papers of a proposal.

    The proof goes along where the plan, solved again for the same guests and hosts, is the same.
    """
    target = output or Path(f"{proposal}.zip")
    refuse_existing(target, stream=True)
    form = _read(template) if template else None
    with desk.open(ledger, revision=revision) as opened:
        snapshot = snapshot_of(opened, scope, as_of)
        view = proposal_of(snapshot, proposal)
        basis = opened.snapshot(snapshot.scope, snapshot.as_of, view.proposal.made_at)
    settings = PlanSettings.from_json(view.proposal.settings or "{}")
    with desk.working(Text(zh="编制协议包", en="making the pack")):
        problem = problem_of(basis, guest=guest, host=host, everyone=everyone)
        # With other candidates it is another plan, which the pack then leaves out.
        settings, _ = settings_within(problem.pool, settings)
        content = agreement_pack(
            snapshot,
            view,
            basis=basis,
            language=desk.language,
            plan=(problem, best_plan(problem, settings)),
            template=form,
            signed_on=signed_on,
            ends_on=ends_on,
        )
    write_target(target, content)
    desk.written(target)
    return DONE


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError):  # of letters no path has, too
        problem = Problem(
            place=Text(zh="协议书模板", en="agreement template"),
            value=str(path),
            reason=Text(zh="读不了", en="cannot be read"),
        )
        raise InputError(problem.sentence(), (problem,)) from None
