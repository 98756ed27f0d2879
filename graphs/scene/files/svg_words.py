"""Words in an SVG picture: one line of them, a placed name, and what is left out of hostile text."""

from __future__ import annotations

import html

from graphs.scene.files.svg_labels import Label
from graphs.scene.scene import PALETTE

__all__ = ["label_svg", "plain_words", "text_svg"]


def label_svg(label: Label, size: float) -> str:
    """Return a placed name, a row below the other, with a white rim."""
    box = label.spots[0]
    step = (box.bottom - box.top) / len(label.rows)
    return "".join(
        text_svg(
            row,
            ((box.left + box.right) / 2, box.top + step * (place + 0.78)),
            size,
            fill=label.shade,
            anchor="middle",
            weight=600 if label.strong else 400,
            halo=True,
        )
        for place, row in enumerate(label.rows)
    )


def text_svg(
    words: str,
    at: tuple[float, float],
    size: float,
    *,
    fill: str = "text",
    anchor: str = "start",
    weight: int = 400,
    halo: bool = False,
) -> str:
    """Return a line of words at its anchor; a halo keeps it legible over lines."""
    # One weight only: strong words have a rim of their own colour. Two faces of a font would be
    # written into a PDF in an order that changes from run to run.
    own = f' stroke="{PALETTE[fill]}" stroke-width="{0.045 * size:.2f}"' if weight > 400 else ""
    around = ' stroke="#ffffff" stroke-width="2.4" stroke-linejoin="round"'
    place = f'x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{size:.1f}" text-anchor="{anchor}"'
    said = html.escape(plain_words(words))
    beneath = (
        f'<text {place} fill="#ffffff"{around} aria-hidden="true">{said}</text>' if halo else ""
    )
    return f'{beneath}<text {place} fill="{PALETTE[fill]}"{own}>{said}</text>'


def plain_words(words: str) -> str:
    """Text without marks that turn its direction round, and without control characters."""
    turned = "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
    kept = (each for each in words if each not in turned and not 0xD800 <= ord(each) < 0xE000)
    return "".join(
        each if ord(each) >= 32 and ord(each) not in (0xFFFE, 0xFFFF) else " " for each in kept
    )
