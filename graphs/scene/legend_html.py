"""The legend as HTML: every mark as it is drawn, as a small picture beside its words."""

from __future__ import annotations

import base64
import html

from graphs.scene.scene import DASHES, PALETTE, LegendEntry
from graphs.text import Language

__all__ = ["legend_html", "sample_svg"]

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
    "chosen": '<circle cx="9" cy="9" r="6" fill="#fff" stroke="{c}" stroke-width="3"/>',
    "collective": '<circle cx="9" cy="9" r="7.5" fill="#fff" stroke="{c}" stroke-width="1.5"/>'
    '<circle cx="6.5" cy="7" r="1.6" fill="{c}"/><circle cx="11.5" cy="7" r="1.6" fill="{c}"/>'
    '<circle cx="9" cy="11.5" r="1.6" fill="{c}"/>',
}


def _sample(entry: LegendEntry) -> str:
    shape = "" if entry.line else ' viewBox="-4 0 26 18"'
    inner = _line(entry) if entry.line else _SHAPES[entry.shape].format(c=PALETTE[entry.color])
    return _image(f'<svg xmlns="{_SVG}" width="26" height="18"{shape}>{inner}</svg>')


def sample_svg(entry: LegendEntry) -> str:
    """Return the drawing of an entry alone, 26 by 18, for a page that is a drawing itself.

    Examples
    --------
    >>> from graphs.text import Text
    >>> sample_svg(LegendEntry(shape="dot", color="soe", label=Text.same("")))
    '<g transform="translate(4,0)"><circle cx="9" cy="9" r="5.5" fill="#9E1B22"/></g>'
    """
    if entry.line:
        return _line(entry)
    return (
        f'<g transform="translate(4,0)">{_SHAPES[entry.shape].format(c=PALETTE[entry.color])}</g>'
    )


def _line(entry: LegendEntry) -> str:
    pattern = DASHES.get(entry.line, ())
    dash = (
        f' stroke-dasharray="{" ".join(f"{each * 0.6:.1f}" for each in pattern)}"'
        if pattern
        else ""
    )
    wide = 1 if entry.line == "thin" else 2
    return f'<path d="M0 9h26" fill="none" stroke="{PALETTE[entry.color]}" stroke-width="{wide}"{dash}/>'


def _image(drawing: str) -> str:
    """As a picture of its own: the page's sanitiser drops inline drawings."""
    packed = base64.b64encode(drawing.encode()).decode()
    return f'<img alt="" width="26" height="18" src="data:image/svg+xml;base64,{packed}">'
