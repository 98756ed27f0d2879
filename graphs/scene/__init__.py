"""Graph and view settings → positions, marks, legend, cards; the live canvas' assets; HTML."""

from graphs.profiles import Fact, Quote
from graphs.scene.attributes import ATTRIBUTES
from graphs.scene.card import Card, Group, describe
from graphs.scene.edits.comparison_scene import compared_answer, comparison_scene
from graphs.scene.edits.picture_edits import MOST_STEPS, PictureEdits, edited_scene
from graphs.scene.files.picture_file import PICTURE_FORMATS, picture_files
from graphs.scene.html_snapshot import html_snapshot
from graphs.scene.layouts.layout import LAYOUTS, Layout, layout
from graphs.scene.legend import CHOSEN, link_words
from graphs.scene.legend_html import legend_html
from graphs.scene.look import SIZES, Look
from graphs.scene.outlines.datum import DATUMS
from graphs.scene.outlines.geojson_outline import MOST_BYTES, Outline, read_outline
from graphs.scene.outlines.outline_file import (
    keep_outline,
    kept_outline,
    outline_stamp,
    remove_outline,
)
from graphs.scene.outlines.outline_scene import OUTLINED, outlined_scene
from graphs.scene.pictures import filtered_graph, known_look, picture, picture_of, pictures
from graphs.scene.scene import PALETTE, LegendEntry, Scene, make_scene
from graphs.scene.scenes.aggregate_scene import aggregate_scene
from graphs.scene.scenes.around_scene import around_scene, ego_scene
from graphs.scene.scenes.chain_scene import chain_scene
from graphs.scene.scenes.chain_sentence import chain_sentence
from graphs.scene.scenes.one_page_scene import fits_one_page, story_scene
from graphs.scene.scenes.pairing_scene import pairing_scene
from graphs.scene.scenes.proposal_scene import proposal_scene

__all__ = [
    "ATTRIBUTES",
    "CHOSEN",
    "DATUMS",
    "LAYOUTS",
    "MOST_BYTES",
    "MOST_STEPS",
    "OUTLINED",
    "PALETTE",
    "PICTURE_FORMATS",
    "SIZES",
    "Card",
    "Fact",
    "Group",
    "Layout",
    "LegendEntry",
    "Look",
    "Outline",
    "PictureEdits",
    "Quote",
    "Scene",
    "aggregate_scene",
    "around_scene",
    "chain_scene",
    "chain_sentence",
    "compared_answer",
    "comparison_scene",
    "describe",
    "edited_scene",
    "ego_scene",
    "filtered_graph",
    "fits_one_page",
    "html_snapshot",
    "keep_outline",
    "kept_outline",
    "known_look",
    "layout",
    "legend_html",
    "link_words",
    "make_scene",
    "outline_stamp",
    "outlined_scene",
    "pairing_scene",
    "picture",
    "picture_files",
    "picture_of",
    "pictures",
    "proposal_scene",
    "read_outline",
    "remove_outline",
    "story_scene",
]
