"""``brief``: the one-page brief of a scope and a period, as a page to print or a Word paper."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from graphs.access import Area
from graphs.commands.command_line.command import DATE, FILE, argument, command, example
from graphs.commands.command_line.command_desk import Desk, refuse_existing, write_target
from graphs.commands.command_line.exit_codes import DONE
from graphs.commands.command_line.usage_errors import day
from graphs.commands.stewardship.check_command import view_arguments
from graphs.errors import InputError, Problem
from graphs.model import Scope
from graphs.text import Text

__all__ = ["brief"]

_MONTH = 30


@command(
    order=77,
    area=Area.download,
    zh="一页简报：指标与变化、新增和终止的结对、需要关注的、产业链、上报数对照",
    en="the one-page brief: figures with their change, pairs, what needs attention, chains",
    arguments=(
        *view_arguments[:-1],
        argument(
            "--since",
            zh="期初日期；缺省为时点前 30 天",
            en="first day of the period; by default 30 days before the day looked at",
            metavar=DATE,
            type=day,
        ),
        argument(
            "--template",
            zh="本单位的简报模板（.docx）；缺省为随产品提供的",
            en="the office's own brief template (.docx); the one that ships by default",
            metavar=FILE,
            type=Path,
        ),
        argument(
            "--output",
            zh="新文件，.docx 或 .html；缺省为 简报.docx",
            en="a new file, .docx or .html; brief.docx by default",
            metavar=FILE,
            type=Path,
        ),
    ),
    examples=(
        example(
            "brief --ledger demo --since 2026-04-01 --output 简报.docx",
            zh="演示区第二季度的简报",
            en="the demo's brief of a quarter",
        ),
        example(
            "brief --ledger demo --output brief.html",
            zh="可直接打印的网页",
            en="a page ready to print",
        ),
    ),
)
def brief(
    desk: Desk,
    *,
    ledger: str | None,
    scope: str | None,
    as_of: dt.date | None,
    revision: int | None,
    since: dt.date | None,
    template: Path | None,
    output: Path | None,
) -> int:
    """Write the brief; by the ending of the file as a Word paper or as a page to print."""
    from graphs.briefs import brief_page, brief_paper, make_brief
    from graphs.ledger import statement_source
    from graphs.questions import Context
    from graphs.statistics import reconcile

    target = output or Path(Text(zh="简报.docx", en="brief.docx").say(desk.language))
    if target.suffix.lower() not in (".docx", ".html"):
        raise _refused(str(target), Text(zh="只能写 .docx 或 .html", en="only .docx or .html"))
    refuse_existing(target)
    form = _read(template) if template else None
    with desk.open(ledger, revision=revision) as opened:
        profile = opened.profile()
        where = opened.shown_scope(Scope.parse(scope) if scope else None)
        at = cache(opened.snapshot)
        snapshot = at(where, as_of)
        source = statement_source(opened, snapshot.revision)
        with desk.working(Text(zh="编制简报", en="making the brief")):
            found = make_brief(
                Context(snapshot=snapshot, at=lambda on: at(where, on)),
                since or snapshot.as_of - dt.timedelta(days=_MONTH),
                reconcile(snapshot, source),
                ledger=Text.named(profile.title, profile.title_en),
            )
            if target.suffix.lower() == ".html":
                content = brief_page(found, desk.language)
            else:
                content = brief_paper(found, desk.language, template=form)
    write_target(target, content)
    desk.written(target)
    return DONE


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError):  # of letters no path has, too
        raise _refused(str(path), Text(zh="模板读不了", en="the template cannot be read")) from None


def _refused(value: str, reason: Text) -> InputError:
    problem = Problem(place=Text(zh="简报", en="brief"), value=value, reason=reason)
    return InputError(problem.sentence(), (problem,))
