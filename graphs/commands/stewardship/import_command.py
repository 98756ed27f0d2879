"""``import``: files into a ledger, in one revision or not at all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from graphs.access import Area
from graphs.commands.command_line.command import (
    DATE,
    FILE,
    JSON,
    LEDGER,
    NOTE,
    POST,
    argument,
    command,
    example,
)
from graphs.commands.command_line.command_desk import Desk, named
from graphs.commands.command_line.exit_codes import DONE, NO
from graphs.commands.command_line.usage_errors import day
from graphs.commands.stewardship.import_division import division_named
from graphs.commands.stewardship.import_lines import import_value, print_import, verdict
from graphs.errors import InputError, Problem
from graphs.model import Scope
from graphs.text import Text

if TYPE_CHECKING:
    from graphs.intake import Import, InputFile, Mapping
    from graphs.ledger import Ledger

__all__ = ["import_"]


@command(
    order=120,
    area=Area.import_,
    zh="把 XLSX、CSV 文件导入台账：先列出问题和差异，再写成一版",
    en="import XLSX and CSV files: show issues and differences, then write one revision",
    arguments=(
        argument(
            "files",
            zh="文件；跨几个文件的映射一次给全",
            en="the files; all at once where a mapping spans several",
            metavar=FILE,
            nargs="+",
        ),
        LEDGER,
        argument(
            "--mapping",
            zh="映射：随产品提供的名称，或自己保存的 JSON 文件；缺省自动认表头",
            en="mapping: the name of one that ships, or a JSON file; without it the headers decide",
            metavar=Text(zh="映射", en="MAPPING"),
        ),
        argument(
            "--system",
            zh="文件里的编号是谁家的；缺省取映射所定，都没有则编号不留存",
            en="whose ids the files carry; by default the mapping's, and kept only under a name",
            metavar=Text(zh="名称", en="NAME"),
            default="",
        ),
        argument(
            "--effective",
            zh="与台账不同的值自这一天起变更；缺省按更正处理",
            en="values that differ hold from this day on; without it they correct what is known",
            metavar=DATE,
            type=day,
        ),
        argument(
            "--as-of",
            zh="与这一天的台账比较；缺省为 --effective 的日期，再缺省为台账所定的日期",
            en="compare with the ledger on this day; by default that of --effective, else the one it names",
            metavar=DATE,
            type=day,
        ),
        argument(
            "--actor",
            zh="以哪个岗位操作（写岗位，不写人名）",
            en="the post that acts (a post, never a name)",
            metavar=POST,
        ),
        NOTE,
        argument(
            "--sheet-places",
            zh="工作表以乡镇命名时，作为各行的所在区划",
            en="where sheets are named after townships, that is the division of their rows",
            action="store_true",
        ),
        argument(
            "--division",
            zh="没有写明所在区划的新党组织放在这个区划：编号、代码或名称",
            en="where new organisations go that no row places: a division's id, code or name",
            metavar=Text(zh="区划", en="DIVISION"),
        ),
        argument(
            "--dry-run",
            zh="只看问题和差异，不写入",
            en="only show issues and differences; write nothing",
            action="store_true",
        ),
        JSON,
    ),
    examples=(
        example(
            "import 模板.xlsx --ledger own-exercise --dry-run",
            zh="先看有什么问题、会改什么",
            en="see first what is wrong and what would change",
        ),
        example(
            "import 结对台账.xlsx --ledger own-township --actor 区委社会工作部·台账岗 --note 六月报送",
            zh="写入，成为一版",
            en="write it as one revision",
        ),
        example(
            "import organisations.csv agreements.csv --mapping press --ledger own-township --dry-run",
            zh="按映射读几个文件",
            en="read several files by a mapping",
        ),
    ),
)
def import_(
    desk: Desk,
    *,
    files: list[str],
    ledger: str | None,
    mapping: str | None,
    system: str,
    effective: dt.date | None,
    as_of: dt.date | None,
    actor: str | None,
    note: str | None,
    sheet_places: bool,
    division: str | None,
    dry_run: bool,
    json: bool,
) -> int:
    """Print issues and differences; write unless something is wrong or nothing would change."""
    from graphs.import_job import bounded_prepare
    from graphs.intake import ImportRequest

    if not dry_run and not (actor and note):
        raise _unsigned()
    inputs, rules = _inputs(files), _mapping(mapping)
    entry = desk.entry(ledger)
    with desk.open(ledger, writing=not dry_run) as opened:
        snapshot = opened.snapshot(Scope(), as_of or effective)
        request = ImportRequest(
            files=inputs,
            mapping=rules,
            system=system,
            effective=effective,
            sheet_places=sheet_places,
            division=None if division is None else division_named(snapshot, division),
        )
        with desk.working(Text(zh="读取并比较", en="reading and comparing")):
            outcome = bounded_prepare(request, snapshot)
        made = None
        if outcome.ready and not dry_run:
            made = _write(opened, outcome, actor or "", note or "")
    _answer(desk, outcome, made, named(entry), json=json)
    return NO if outcome.errors else DONE


def _inputs(paths: list[str]) -> tuple[InputFile, ...]:
    """Return the files; a network of our own downloads as the tables it holds."""
    from graphs.intake import InputFile
    from graphs.interchange import import_tables

    read = [InputFile.at(path) for path in paths]
    return tuple(
        InputFile(name=name, content=content)
        for each in read
        for name, content in import_tables(each.name, each.content).items()
    )


def _answer(desk: Desk, outcome: Import, made: int | None, ledger: Text, *, json: bool) -> None:
    if json:
        desk.show(import_value(outcome, made, desk))
    else:
        print_import(desk, outcome)
        desk.say(verdict(outcome, made, ledger))


def _write(ledger: Ledger, outcome: Import, actor: str, note: str) -> int:
    """Apply an import against the revision it was compared with; return the one it made."""
    made = ledger.apply(
        *outcome.steps,
        actor=actor,
        note=note,
        at=dt.datetime.now(dt.UTC),
        base=outcome.base,
        relies_on=outcome.relies_on,
        kind="import",
    )
    return made.number


def _unsigned() -> InputError:
    problem = Problem(
        place=Text(zh="参数", en="arguments"),
        reason=Text(zh="写入要有岗位和事由", en="to write, a post and a reason are needed"),
        remedy=Text(
            zh="加 --actor 和 --note，或用 --dry-run 只看不写",
            en="give --actor and --note, or --dry-run to write nothing",
        ),
    )
    return InputError(problem.sentence(), (problem,))


def _mapping(path: str | None) -> Mapping | None:
    from graphs.intake import InputFile, load_mapping, shipped_mapping

    if path is None:
        return None
    if Path(path).suffix != ".json":
        return shipped_mapping(path)
    return load_mapping(InputFile.at(path).content.decode("utf-8-sig", "replace"))
