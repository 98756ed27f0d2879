"""Classify rows that are no data: totals, notes, footers; strip decoration from headers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from graphs.folding import fold
from graphs.intake.cells.dates import read_date
from graphs.intake.tables.cell_account import RowKind

__all__ = ["plain_header", "row_kind", "undecorated"]

_TOTAL = re.compile(
    r"(本页|全区|全市|全县|全镇)?(合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|total|subtotal|sum)"
    r"([:：]?|[:：]\s*\d+\s*[个家户对项条人名]?|[（(]\s*\d+\s*[个家户对项条人名]?\s*[)）])",
    re.IGNORECASE,
)
# A note says what it is and goes on after a colon, a bracket or a number. 注塑科技有限公司, 来源村党支部
# and 联系点党支部 are names.
_NOTE = re.compile(
    r"[（(【\[※*★]*\s*(注|备注|说明|填表说明|填报说明|填写说明|数据来源|资料来源|来源|note|remark|source)s?"
    r"\s*(?:[:：；;）)】\]]|[1-9一二三][.、．:：]).*",
    re.IGNORECASE | re.DOTALL,
)
_LABELS = (
    "填表人|填报人|制表人?|填表|填报|审核人?|复核人?|审批人?|审定人?|统计人?|负责人|单位负责人|主要负责人|分管领导|主管领导|"
    "经办人|联系人|联系电话|联系方式|电话|手机|填报单位|填表单位|报送单位|制表单位|填报日期|填表日期|填表时间|报送日期|报送时间|"
    "制表日期|日期|单位盖章|单位公章|盖章|公章|签章|签字|签名"
)
_FOOTER = re.compile(rf"[（(]?({_LABELS})(\s*[（(].*?[)）])*\s*([:：].*|[)）]?)", re.DOTALL)
_END = re.compile(r"[（(\-—]*\s*(以下空白|以下无正文|以下为空|此页无正文|完|表完)\s*[)）\-—]*")
_PAGES = re.compile(r"(共|第)\s*\d+\s*[页頁](\s*[,，、/]?\s*(共|第)\s*\d+\s*[页頁])?")
_SECTION = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）])\s*.{2,40}"
)
_PARTY = re.compile(r"(?:支部|总支|党委|党组|工委|委员会)(?:[（(].*[)）])?$")
# A clerk writes that there is nothing, so that the blank table is seen to be meant.
_NOTHING = re.compile(
    r"[（(]?(本|当|该|上|此)?(年度?|季度?|月份?|周期?|期|半年|镇|乡|街道|社区|单位|部门)?(暂|尚|均|没有|未|无)"
    r"(无|有)?(新增|新签|变化|变动|调整|发生|开展|签订|此项(内容|工作)?|此类情况|相关情况|内容|数据|记录|结对|情况)"
    r"(结对|协议|党组织|情况|单位)?[）)。]?"
)
_HINT = re.compile(r"[（(【\[][^（()）【】\[\]]*[)）】\]]")
_BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
_SIGNS = "*＊※★" + _BLANKS


def row_kind(cells: Sequence[str], *, single: bool, wide: bool = False) -> RowKind | None:
    """Return what the row is if it is no data; ``cells`` are its filled cells, ``single`` one text.

    ``wide`` is whether the table has more columns: 一、国有企业 alone above such rows is their heading.

    Examples
    --------
    >>> row_kind(["填表人：", "审核人：", "2024年6月30日"], single=False).name
    'footer'
    >>> row_kind(["注塑科技有限公司"], single=True) is None
    True
    """
    first = cells[0].strip()
    if _TOTAL.fullmatch(first):
        return RowKind.total
    if single and (_NOTE.fullmatch(first) or _NOTHING.fullmatch(first)):
        return RowKind.note
    if single and wide and _is_section(first):
        return RowKind.section
    if single and (_END.fullmatch(first) or _PAGES.fullmatch(first)):
        return RowKind.footer
    if not single and not _FOOTER.fullmatch(first):
        return None  # nearly every row ends here
    footer = _is_footer([cell.strip() for cell in cells], single=single)
    return RowKind.footer if footer else None


def _is_section(words: str) -> bool:
    """Whether a text is the heading of the rows below it, and no Party organisation with its number."""
    return _SECTION.fullmatch(words) is not None and _PARTY.search(words) is None


def _is_footer(cells: list[str], *, single: bool) -> bool:
    """A footer is made of labels, what follows a label without a colon of its own, and a date."""
    if single and cells[0] and _is_day(cells[0]):
        return True
    if not _FOOTER.fullmatch(cells[0]):
        return False
    return all(
        _FOOTER.fullmatch(cell) or _is_day(cell) or _FOOTER.fullmatch(before)
        for before, cell in zip([cells[0], *cells], cells, strict=False)
    )


def _is_day(words: str) -> bool:
    reading = read_date(words)
    return bool(
        re.match(r"\D*\d{4}", words) and reading.date and reading.date.text and not reading.doubt
    )


def plain_header(cell: str) -> str:
    r"""Return the header without line breaks and outer blanks.

    Examples
    --------
    >>> plain_header("成立时间\n（年月日）")
    '成立时间（年月日）'
    """
    return (" " if cell.isascii() else "").join(cell.split())


def undecorated(header: str, known: Callable[[str], bool]) -> str:
    """Return the header by which the table knows the column, without *, （必填）, (人) and the like.

    Examples
    --------
    >>> undecorated("党员数（人）*", lambda header: header == "党员数")
    '党员数'
    """
    if not header or known(header):
        return header
    for part in (header, _HINT.sub("", header)):
        bare = part.lstrip(_SIGNS).rstrip(_SIGNS + ":：")
        if bare and bare != header and known(bare):
            return bare
    if "/" not in header and "／" not in header:
        return header
    parts = [part for part in re.split(r"[/／]", header) if part]
    if len(parts) > 1 and len({fold(part) for part in parts if known(part)}) == 1:
        return next(part for part in parts if known(part))
    return header
