"""The legend as HTML: every mark as it is drawn, as a small picture beside its words."""

from __future__ import annotations

import base64
import html

from graphs.scene.scene import PALETTE, LegendEntry
from graphs.text import Language

__all__ = ["legend_html"]

_SVG = "http://www.w3.org/2000/svg"


def legend_html(entries: tuple[LegendEntry, ...], language: Language) -> str:
    """Return a legend for the screen and for the HTML to take away: each mark beside its words.

    Examples
    --------
    >>> from graphs.text import Text
    >>> entry = LegendEntry(shape="dot", color="soe", label=Text(zh="国企", en="State-owned"))
    >>> legend_html((entry,), "zh").partition("<span>")[2]
    '<bdi>国企</bdi></span></li></ul>'
    """
    lines = "".join(
        f"<li>{_sample(entry)}<span><bdi>{html.escape(entry.label.say(language))}</bdi></span></li>"
        for entry in entries
    )
    return f'<ul class="legend">{lines}</ul>'


_SHAPES = {
    "dot": '<circle cx="9" cy="9" r="5.5" fill="{c}"/>',
    "ring": '<circle cx="9" cy="9" r="5" fill="#fff" stroke="{c}" stroke-width="2"/>',
    "aggregate": '<circle cx="9" cy="9" r="7" fill="#fff" stroke="{c}" stroke-width="2.5"/>',
    "square": '<rect x="4" y="4" width="10" height="10" fill="{c}"/>',
    "box": '<rect x="4" y="4" width="10" height="10" fill="{c}"/>',
    "diamond": '<path d="M9 2 16 9 9 16 2 9z" fill="{c}"/>',
    "triangle": '<path d="M9 3 16 15H2z" fill="{c}"/>',
    "hexagon": '<path d="M5 3h8l4 6-4 6H5L1 9z" fill="{c}"/>',
    "star": '<path d="M9 1l2.3 5.3 5.7.5-4.3 3.8 1.3 5.6L9 13.2 4 16.2l1.3-5.6L1 6.8l5.7-.5z" fill="{c}"/>',
    "rim": '<circle cx="9" cy="9" r="5.5" fill="{c}" stroke="#1f1f1f" stroke-width="2.5"/>',
    "collective": '<circle cx="9" cy="9" r="7.5" fill="#fff" stroke="{c}" stroke-width="1.5"/>'
    '<circle cx="6.5" cy="7" r="1.6" fill="{c}"/><circle cx="11.5" cy="7" r="1.6" fill="{c}"/>'
    '<circle cx="9" cy="11.5" r="1.6" fill="{c}"/>',
}
_DASHES = {"dashed": "6 4", "dotted": "2 3"}


def _sample(entry: LegendEntry) -> str:
    color = PALETTE[entry.color]
    if entry.line:
        dash = f' stroke-dasharray="{_DASHES[entry.line]}"' if entry.line in _DASHES else ""
        wide = 1 if entry.line == "thin" else 2
        inner = f'<path d="M0 9h26" stroke="{color}" stroke-width="{wide}"{dash}/>'
        return _image(f'<svg xmlns="{_SVG}" width="26" height="18">{inner}</svg>')
    inner = _SHAPES[entry.shape].format(c=color)
    return _image(f'<svg xmlns="{_SVG}" width="26" height="18" viewBox="-4 0 26 18">{inner}</svg>')


def _image(drawing: str) -> str:
    """As a picture of its own: the page's sanitiser drops inline drawings."""
    packed = base64.b64encode(drawing.encode()).decode()
    return f'<img alt="" width="26" height="18" src="data:image/svg+xml;base64,{packed}">'
