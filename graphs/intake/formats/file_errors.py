"""Errors of files that cannot be read: each reason with what to do about it.

The reading process raises a :class:`Fault` by key; the words are put to it on the way back.
This module and the others the reading process needs import the standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphs.text import Text

__all__ = ["FAULTS", "Fault", "FaultWords"]


class Fault(Exception):  # it travels between processes as data, not as an error of ours
    """A file cannot be read; ``key`` names the reason and ``values`` fill its words.

    Examples
    --------
    >>> Fault("too_many_rows", limit=10).values
    {'limit': 10}
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultWords:
    """The reason and the remedy of a fault."""

    reason: Text
    remedy: Text


_SAVE_AGAIN = Text(
    zh="用 Excel 或 WPS 打开，另存为 .xlsx 后再导入",
    en="open it in Excel or WPS and save it as .xlsx, then import that",
)
_SMALLER = Text(
    zh="删去无关的工作表、空白行列和格式，或分成几个文件",
    en="remove unrelated sheets, blank rows, columns and formats, or split the file",
)
_FROM_TRUSTED = Text(
    zh="不是正常保存的表格；请向提供者要原件，另存为 .xlsx 后再导入",
    en="no spreadsheet program saves this; ask for the original and save it as .xlsx",
)


def _words(zh: str, en: str, remedy: Text) -> FaultWords:
    return FaultWords(reason=Text(zh=zh, en=en), remedy=remedy)


FAULTS: dict[str, FaultWords] = {
    "empty": _words("文件是空的", "the file is empty", _SAVE_AGAIN),
    "too_large": _words(
        "文件有 {size} 字节，最多 {limit}",
        "the file has {size} bytes; {limit} are allowed",
        _SMALLER,
    ),
    "encrypted": _words(
        "文件加了密码",
        "the file is encrypted",
        Text(zh="去掉密码，另存后再导入", en="remove the password, save it and import that"),
    ),
    "not_a_workbook": _words(
        "不是表格文件，而是{what}", "this is no workbook but {what}", _SAVE_AGAIN
    ),
    "document": _words(
        "是文档（{what}），不是表格文件",
        "this is a document ({what}) and no workbook",
        Text(
            zh="把其中的表格复制到 Excel 或 WPS 表格里，另存为 .xlsx 后再导入；是照片或扫描件的，照着录入模板",
            en="copy its table into Excel or WPS, save that as .xlsx and import it; what is a photo or "
            "a scan has to be typed into a template",
        ),
    ),
    "unknown_format": _words(
        "认不出这种表格格式（WPS 自有的 .et 和很旧的格式读不了）",
        "this format of workbook is not known (WPS's own .et and very old ones cannot be read)",
        _SAVE_AGAIN,
    ),
    "packed": _words(
        "是压缩包（{what}），不是表格文件",
        "this is an archive ({what}) and no workbook",
        Text(
            zh="先解压，再选里面的表格文件", en="unpack it and choose the workbooks that are in it"
        ),
    ),
    "damaged": _words("文件已损坏：{what}", "the file is damaged: {what}", _SAVE_AGAIN),
    "lying_package": _words(
        "压缩包目录与内容不符：{what}",
        "the directory of the package does not agree with its content: {what}",
        _FROM_TRUSTED,
    ),
    "unpacked_too_large": _words(
        "解压后超过 {limit} 字节", "unpacks to more than {limit} bytes", _FROM_TRUSTED
    ),
    "document_type": _words(
        "部件 {part} 含有文档类型或实体声明",
        "the part {part} declares a document type or entities",
        _FROM_TRUSTED,
    ),
    "no_sheet": _words("没有工作表", "there is no worksheet", _SAVE_AGAIN),
    "too_many_sheets": _words(
        "有 {count} 张工作表，最多 {limit}", "has {count} sheets; {limit} are allowed", _SMALLER
    ),
    "too_many_rows": _words(
        "超过 {limit} 行（{sheet}）", "has more than {limit} rows ({sheet})", _SMALLER
    ),
    "too_many_columns": _words(
        "超过 {limit} 列（{sheet}）", "has more than {limit} columns ({sheet})", _SMALLER
    ),
    "too_many_cells": _words(
        "超过 {limit} 个单元格（{sheet}）", "has more than {limit} cells ({sheet})", _SMALLER
    ),
    "cell_too_long": _words(
        "单元格 {cell} 超过 {limit} 字（{sheet}）",
        "the cell {cell} has more than {limit} characters ({sheet})",
        Text(zh="把长文字另存为附件", en="keep long texts in an attachment"),
    ),
    "time": _words("{limit} 秒内没有读完", "was not read within {limit} seconds", _SMALLER),
    "memory": _words("读取时占用内存过多", "takes too much memory to read", _SMALLER),
    "encoding": _words(
        "文字编码无法确定，读出来会是乱码",
        "the text encoding cannot be told; it would read as garbage",
        Text(
            zh="另存为“CSV UTF-8（逗号分隔）”或 .xlsx",
            en="save it as “CSV UTF-8 (comma delimited)” or as .xlsx",
        ),
    ),
    "quotes": _words(
        "第 {row} 行附近的引号不成对", "the quotes near row {row} do not match", _SAVE_AGAIN
    ),
    "reader": _words("读取程序没有给出结果", "the reading process gave no result", _SAVE_AGAIN),
}
"""Every fault by key."""
