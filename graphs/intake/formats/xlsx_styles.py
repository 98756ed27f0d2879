"""Cell formats of a workbook that hide a part of a number or cross it out: ECMA-376 part 1, 18.8."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphs.intake.formats.xlsx_package import Package, local, walk

__all__ = ["Styles", "styles_of"]

# Built-in formats that show no day (18.8.30): 17, and those of Chinese editions.
_MONTH_FORMATS = frozenset({17, 27, 36, 50, 52, 57})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_LISTS = ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs", "fonts")


@dataclass(frozen=True, slots=True)
class Styles:
    """Formats by their number: the mark of those that hide a part, and those that cross out."""

    marks: dict[str, str]
    struck: frozenset[str]


def styles_of(package: Package) -> Styles:
    """Return the formats of a workbook that change what its cells say."""
    part = "xl/styles.xml"
    if part not in package.names:
        return Styles({}, frozenset())
    custom: dict[str, str] = {}
    used: list[tuple[str, str]] = []
    fonts: list[bool] = []
    inside = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        tag = local(name)
        if tag in _LISTS:
            inside = tag
        elif tag == "numFmt":
            custom[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "font" and inside == "fonts":
            fonts.append(False)
        elif tag == "strike" and inside == "fonts" and fonts:
            fonts[-1] = attributes.get("val", "1") not in ("0", "false")
        elif tag == "xf" and inside == "cellXfs":
            used.append((attributes.get("numFmtId", "0"), attributes.get("fontId", "0")))

    walk(package.chunks(part), part, start)
    crossed = {str(at) for at, is_struck in enumerate(fonts) if is_struck}
    marks = {str(at): _mark(number, custom.get(number)) for at, (number, _) in enumerate(used)}
    return Styles(
        marks={at: mark for at, mark in marks.items() if mark},
        struck=frozenset(str(at) for at, (_, font) in enumerate(used) if font in crossed),
    )


def _mark(number: str, code: str | None) -> str:
    if code is None:
        return "m" if number.isdigit() and int(number) in _MONTH_FORMATS else ""
    plain = _QUOTED.sub("", code.split(";")[0]).lower()
    if re.fullmatch("0{2,18}", plain):
        return str(len(plain))
    if "y" in plain and not set("dhs") & set(plain):
        return "m" if "m" in plain else "y"
    return ""
