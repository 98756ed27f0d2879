"""``template``: a workbook to fill in and import."""

from __future__ import annotations

from pathlib import Path

from graphs.commands.command_line.command import FILE, argument, command, example
from graphs.commands.command_line.command_desk import Desk, refuse_existing, write_target
from graphs.commands.command_line.exit_codes import DONE
from graphs.model import RECORDS
from graphs.text import Text

__all__ = ["template"]


@command(
    order=130,
    zh="生成空白模板（XLSX，带下拉可选值和填写说明）",
    en="write a blank template (XLSX, with drop-downs and a dictionary)",
    arguments=(
        argument(
            "target",
            zh="写到这个文件；已存在则不覆盖",
            en="the file to write; none is overwritten",
            metavar=FILE,
        ),
        argument(
            "--record",
            zh="只要这种记录的表，可重复；缺省为乡镇常用的各表",
            en="only sheets of this record type, repeatable; by default those a township keeps",
            metavar=Text(zh="记录类型", en="RECORD"),
            choices=tuple(key for key, each in RECORDS.items() if not each.governed),
            action="append",
        ),
    ),
    examples=(
        example("template 模板.xlsx", zh="乡镇用的模板", en="the template of a township"),
        example(
            "template units.xlsx --record unit --record hosting --lang en",
            zh="只要单位两张表，英文表头",
            en="units and their organisations only, with English headers",
        ),
    ),
)
def template(desk: Desk, *, target: str, record: list[str] | None) -> int:
    """Write a template in the language of the command."""
    from graphs.intake import TOWNSHIP
    from graphs.intake import template as blank

    path = Path(target)
    refuse_existing(path, stream=True)
    write_target(path, blank(tuple(record or TOWNSHIP), desk.language))
    desk.written(path)
    return DONE
