"""Exit codes of the commands."""

from __future__ import annotations

from graphs.errors import (
    AccessRefused,
    ChangeRefused,
    ComponentMissing,
    GraphsError,
    LedgerDamaged,
    LedgerError,
)
from graphs.text import Text

__all__ = ["BROKEN", "DONE", "EXIT_CODES", "INTERRUPTED", "NO", "UNAVAILABLE", "WRONG", "exit_code"]

DONE, NO, WRONG, UNAVAILABLE, BROKEN, INTERRUPTED = 0, 1, 2, 3, 70, 130

EXIT_CODES: dict[int, Text] = {
    DONE: Text(zh="完成", en="done"),
    NO: Text(
        zh="答案是否定的：校验发现损坏、导入或检查有错误、修改被拒绝、无权、文档已过时、方案有未安排的",
        en="the answer is no: verify found damage, an import or check found errors, a change was "
        "refused or not allowed, documents are stale, a plan leaves guests out",
    ),
    WRONG: Text(
        zh="参数或输入有误，或所指的台账、记录、文件不存在",
        en="an argument or input is wrong, or names no ledger, record or file there is",
    ),
    UNAVAILABLE: Text(
        zh="台账用不了：被占用、只读、连不上、版本更新，或缺少组件",
        en="the ledger cannot be used: busy, read-only, out of reach or newer; or a part is missing",
    ),
    BROKEN: Text(
        zh="程序出错：给出编号，详情写入日志",
        en="the program failed: a reference is given, and a log holds the rest",
    ),
    INTERRUPTED: Text(zh="被 Ctrl-C 中断", en="interrupted by Ctrl-C"),
}
"""Every exit code and when it is given."""


def exit_code(error: GraphsError) -> int:
    """Return the exit code of an error.

    Examples
    --------
    >>> exit_code(LedgerDamaged(Text(zh="已损坏", en="damaged")))
    1
    """
    if isinstance(error, LedgerDamaged | ChangeRefused | AccessRefused):
        return NO
    return UNAVAILABLE if isinstance(error, LedgerError | ComponentMissing) else WRONG
