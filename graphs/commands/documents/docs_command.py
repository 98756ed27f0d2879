"""``docs``: write the generated parts of the documents from the registries, or check them."""

from __future__ import annotations

from pathlib import Path

from graphs.commands.command_line.command import argument, command, example
from graphs.commands.command_line.command_desk import Desk, write_target
from graphs.commands.command_line.exit_codes import DONE, NO
from graphs.commands.documents.document_sections import renewed
from graphs.errors import InputError
from graphs.text import Text

__all__ = ["DOCUMENTS", "docs"]

DOCUMENTS = ("docs/reference.md", "data/README.md")
"""The documents that hold generated parts, from the folder of the project."""

_ROOT = Path(__file__).resolve().parents[3]


@command(
    order=210,
    zh="由登记表重写文档中的表格",
    en="write the tables of the documents again from the registries",
    arguments=(
        argument(
            "--check",
            zh="只检查是否过时，不改写",
            en="only check whether they are stale",
            action="store_true",
        ),
        argument(
            "--folder",
            zh="项目文件夹；缺省为程序所在",
            en="folder of the project; by default where the program is",
            metavar=Text(zh="文件夹", en="FOLDER"),
            type=Path,
            default=_ROOT,
        ),
    ),
    examples=(
        example("docs", zh="重写", en="write them"),
        example("docs --check", zh="过时则退出码为 1", en="exit code 1 where they are stale"),
    ),
)
def docs(desk: Desk, *, check: bool, folder: Path) -> int:
    """Rewrite the text between the markers of each document; the rest is left as it is."""
    stale = []
    for name in DOCUMENTS:
        path = folder / name
        try:
            before = path.read_bytes().decode()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                Text(zh="读不了文档“{path}”", en="cannot read the document “{path}”").format(
                    path=path
                )
            ) from error
        after = renewed(before, name)
        if after == before:
            continue
        stale.append(name)
        if not check:
            write_target(path, after.encode())
    if not stale:
        desk.say(Text(zh="文档与程序一致", en="the documents agree with the program"))
        return DONE
    names = Text.join([Text.same(name) for name in stale])
    if check:
        desk.say(Text(zh="已过时：{names}", en="stale: {names}").format(names=names))
        return NO
    desk.say(Text(zh="已重写：{names}", en="written: {names}").format(names=names))
    return DONE
