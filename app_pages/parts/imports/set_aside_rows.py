"""Rows set aside in an import: how many there are, and a workbook of them to complete."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import streamlit as st

from app_pages.parts.frame.view import View
from graphs.intake import Import, SetAside
from graphs.interchange import FORMATS, ListColumn, Sheet
from graphs.text import Text

__all__ = ["aside_sheets", "set_aside_panel"]

_WHY = Text(zh="搁置原因", en="Set aside because")


def set_aside_panel(view: View, outcome: Import) -> None:
    """Offer the rows set aside as a workbook that can be corrected and imported later."""
    if not outcome.set_aside:
        return
    words = Text(
        zh="搁置了 {n} 行，其余照常导入；下载后补齐，再作为文件导入即可。",
        en="{n} {n:row|rows} {n:is|are} set aside and the rest is imported; complete them and import that file.",
    ).format(n=len(outcome.set_aside))
    left, right = st.columns([0.7, 0.3], vertical_alignment="center")
    left.info(view.say(words), icon=":material/inventory_2:")
    right.download_button(
        view.say(Text(zh="下载搁置的行（XLSX）", en="Rows set aside (XLSX)")),
        data=lambda: next(
            iter(FORMATS["xlsx"].write(aside_sheets(outcome.set_aside), view.language).values())
        ),
        file_name="set-aside.xlsx",
        icon=":material/download:",
        on_click="ignore",
        key="imports:aside",
    )


def aside_sheets(rows: Sequence[SetAside]) -> tuple[Sheet, ...]:
    """Return the rows set aside as sheets, named as theirs were: the name says what they are."""
    groups: dict[tuple[str, tuple[str, ...]], list[SetAside]] = {}
    for each in rows:
        groups.setdefault((each.sheet, each.headers), []).append(each)
    return tuple(
        Sheet(
            key=f"aside{number}",
            label=Text.same(_sheet_name(sheet, number, groups)),
            columns=(
                *(_column(f"c{at}", Text.same(head or " ")) for at, head in enumerate(headers)),
                _column("why", _WHY),
            ),
            rows=tuple(
                (
                    *(each.cells[at] if at < len(each.cells) else "" for at in range(len(headers))),
                    each.why.zh,
                )
                for each in group
            ),
        )
        for number, ((sheet, headers), group) in enumerate(groups.items(), 1)
    )


def _sheet_name(
    title: str, number: int, groups: Mapping[tuple[str, tuple[str, ...]], object]
) -> str:
    """Return the name of a sheet, or of its file; with a number where others have the same."""

    def plain_name(words: str) -> str:
        file, _, sheet = words.partition("／")
        return re.sub(r"[\[\]:*?/\\']", " ", sheet or file.rpartition(".")[0] or file)[:26].strip()

    name = plain_name(title)
    alike = sum(plain_name(other) == name for other, _ in groups)
    return name if name and alike == 1 else f"{name} {number}".strip()


def _column(key: str, label: Text) -> ListColumn:
    return ListColumn(key=key, label=label, note=label)
