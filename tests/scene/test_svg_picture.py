"""A picture as a file: nobody's name over another's, everything said, nothing from outside."""

import io
from itertools import combinations

import pypdf
import pytest
from lxml import etree
from nonempty import nonempty

from graphs.model import Snapshot
from graphs.network import chains
from graphs.scene import LAYOUTS, PICTURE_FORMATS, chain_scene, pairing_scene, picture_files
from graphs.scene.files.label_spots import drawn_labels
from graphs.scene.files.svg_labels import Box
from graphs.scene.files.svg_picture import PAGES, _head, _legend, _view, svg_picture
from graphs.scene.scene import DASHES, Scene
from graphs.text import Text

TITLE = Text(zh="演示区", en="Demonstration")
LINE = Text(zh="演示区 · 时点 2026-06-30 · 未筛选", en="Demonstration · as of 2026-06-30")
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


def scenes(demo: Snapshot, language: str) -> dict[str, Scene]:
    found = {key: pairing_scene(demo, layout=key, language=language) for key in LAYOUTS}
    return found | {each.id: chain_scene(demo, each.id, language=language) for each in chains(demo)}


@LANGUAGES
@pytest.mark.parametrize("size", PAGES)
def test_no_name_lies_over_another_or_over_a_heading(demo: Snapshot, language: str, size: str):
    page = PAGES[size]
    for key, scene in nonempty(scenes(demo, language).items()):
        _, top = _head(scene, TITLE, LINE, language, page)
        _, bottom = _legend(scene, language, page)
        view = _view(scene, Box(26.0, top, page.width - 26.0, bottom))
        labels, hidden = drawn_labels(scene, view, page.words)
        assert labels, key
        assert not [(a, b) for a, b in combinations(labels, 2) if a.spots[0].over(b.spots[0])], key
        assert all(each.spots[0].within(view.box) for each in labels), key
        assert len(labels) + hidden >= scene.nodes.num_rows - 1, key


@LANGUAGES
def test_a_drawing_says_what_it_is(demo: Snapshot, language: str):
    scene = pairing_scene(demo, language=language)
    drawn = svg_picture(scene, title=TITLE, line=LINE, language=language, page=PAGES["a4"])
    tree = etree.fromstring(drawn.encode())
    words = "".join(tree.itertext())
    for each in (
        TITLE.say(language),
        LINE.say(language),
        {"zh": "虚构", "en": "Invented"}[language],
    ):
        assert each in words
    for entry in scene.legend:
        assert entry.label.say(language) in words
    assert scene.sentence.say(language)[:20] in words
    assert not [
        each for each in tree.iter() if str(each.tag).rpartition("}")[2] in ("script", "image")
    ]
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")


def test_a_hostile_name_stays_text(demo: Snapshot):
    words = Text.same('<script>&"\x00\u202e]]>')
    scene = pairing_scene(demo)
    drawn = svg_picture(scene, title=words, line=words, language="zh", page=PAGES["screen"])
    assert "<script" not in drawn
    assert etree.fromstring(drawn.encode()) is not None


@pytest.mark.parametrize("key", PICTURE_FORMATS)
def test_each_format_is_written_and_is_the_same_again(demo: Snapshot, key: str):
    scene = pairing_scene(demo)
    [made] = picture_files(scene, (key,), title=TITLE, line=LINE, language="zh").values()
    [again] = picture_files(scene, (key,), title=TITLE, line=LINE, language="zh").values()
    assert made == again
    assert len(made) > 5_000
    if made.startswith(b"%PDF"):
        [page] = pypdf.PdfReader(io.BytesIO(made)).pages
        assert "演示区" in page.extract_text()
        assert float(page.mediabox.width) == PAGES[key.removeprefix("pdf_")].width


def test_lines_of_different_states_differ_without_colour(demo: Snapshot):
    kinds = {
        (edge["color"] == "pair", edge["line"]) for edge in pairing_scene(demo).edges.to_pylist()
    }
    patterns = [DASHES.get(line, ()) for _, line in kinds]
    assert len(set(patterns)) == len(patterns) >= 4
