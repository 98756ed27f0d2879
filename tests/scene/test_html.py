import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from factory import agreement, organisation, picture
from hostile import HOSTILE, MARKUP

from graphs.errors import GraphsError
from graphs.model import Snapshot
from graphs.scene import LegendEntry, Scene, html_snapshot, legend_html, pairing_scene
from graphs.scene.html_snapshot import _refuse_outside
from graphs.text import Text

TITLE = Text(zh="上街区", en="Shangjie")
PLAIN = pairing_scene(picture(organisation("s1"), organisation("n1"), agreement("g1", "s1", "n1")))


def page(scene: Scene, *, title: Text = TITLE, line: Text = TITLE, language: str = "zh") -> str:
    return html_snapshot(scene, title=title, line=line, language=language).decode()


def hostile_scene(words: str) -> Scene:
    named = (organisation(ident, name=words) for ident in ("s1", "n1"))
    return pairing_scene(picture(*named, agreement("g1", "s1", "n1", title=words)))


class Reader(HTMLParser):
    """The tags and the texts that a browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data):
        self.texts.append(data)


@pytest.mark.parametrize("words", HOSTILE)
def test_no_name_becomes_markup(words: str):
    assert Reader(page(hostile_scene(words))).tags == Reader(page(PLAIN)).tags


@pytest.mark.parametrize("words", HOSTILE)
def test_no_title_or_line_becomes_markup(words: str):
    text = Text.same(words)
    assert Reader(page(PLAIN, title=text, line=text)).tags == Reader(page(PLAIN)).tags


@pytest.mark.parametrize("words", [each for each in MARKUP if each.isprintable()])
def test_a_hostile_name_is_read_as_the_text_it_is(words: str):
    assert words in Reader(page(hostile_scene(words))).texts


def test_marks_that_turn_direction_round_are_taken_out():
    drawn = page(hostile_scene("\u202e部支党\u202c"))
    own = re.sub(r"<script>.*?</script>", "", drawn, count=1, flags=re.DOTALL)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", own)
    assert "部支党" in own


def test_a_flood_of_characters_is_shortened():
    shown = Reader(page(hostile_scene("党" * 5000))).texts
    assert max(text.count("党") for text in shown if "vis" not in text[:5000]) <= 800


def test_the_page_holds_the_picture_as_data():
    found = re.search(r"const data = (\{.*\});?$", page(PLAIN), re.MULTILINE)
    data = json.loads(found[1])
    assert {node["id"] for node in data["nodes"]} == {"s1", "n1"}
    assert len(data["edges"]) == 1
    assert data["options"]["physics"] == {"enabled": False}


def test_positions_are_those_of_the_scene():
    found = re.search(r"const data = (\{.*\});?$", page(PLAIN), re.MULTILINE)
    drawn = {node["id"]: (node["x"], node["y"]) for node in json.loads(found[1])["nodes"]}
    assert drawn == {node["id"]: (node["x"], node["y"]) for node in PLAIN.nodes.to_pylist()}


def test_parallel_agreements_stay_two_lines():
    twice = [agreement("g1", "s1", "n1"), agreement("g2", "s1", "n1")]
    scene = pairing_scene(picture(organisation("s1"), organisation("n1"), *twice))
    found = re.search(r"const data = (\{.*\});?$", page(scene), re.MULTILINE)
    assert len(json.loads(found[1])["edges"]) == 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_scene_gives_the_same_bytes(shangjie: Snapshot, language: str):
    scene = pairing_scene(shangjie, language=language)
    assert page(scene, language=language) == page(scene, language=language)


@pytest.mark.parametrize(("language", "mark"), [("zh", "zh-CN"), ("en", "en")])
def test_the_page_says_its_language(language: str, mark: str):
    assert f'<html lang="{mark}">' in page(PLAIN, language=language)


def test_the_page_may_fetch_nothing():
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page(PLAIN))[1]
    assert policy.startswith("default-src 'none'")
    assert "http" not in policy


@pytest.mark.parametrize(
    "bad",
    [
        '<script src="https://cdn.example/x.js"></script>',
        "<link href=//cdn.example/x.css>",
        '<img src="x.png">',
        "<style>@import 'https://x.example';</style>",
        "<style>p { background: url(//x.example/a.png) }</style>",
        '<p style="background:url(https://x.example)">',
        '<form action="/x">',
    ],
)
def test_a_page_that_would_fetch_something_is_refused(bad: str):
    with pytest.raises(GraphsError, match="outside address"):
        _refuse_outside(f"<html>{bad}</html>")


@pytest.mark.parametrize("good", ['<a href="#top">x</a>', '<img src="data:image/png;base64,AA==">'])
def test_what_a_page_carries_itself_is_no_outside_address(good: str):
    _refuse_outside(good)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_tables_say_what_the_picture_shows(shangjie: Snapshot, language: str):
    scene = pairing_scene(shangjie, language=language)
    texts = Reader(page(scene, language=language)).texts
    for node in scene.nodes.to_pylist():
        assert node["title"] in texts
    assert scene.sentence.say(language) in texts


def test_the_graph_of_the_snapshot_is_not_touched(shangjie: Snapshot):
    scene = pairing_scene(shangjie)
    before = scene.nodes.to_pylist(), scene.edges.to_pylist()
    page(scene)
    assert (scene.nodes.to_pylist(), scene.edges.to_pylist()) == before


def test_the_legend_is_the_one_of_the_screen_with_every_mark_in_its_own_shape():
    shapes = ("dot", "ring", "square", "hexagon", "triangle", "star", "collective")
    legend = tuple(LegendEntry(shape=each, color="soe", label=TITLE) for each in shapes)
    drawn = page(replace(PLAIN, legend=legend))
    assert legend_html(legend, "zh") in drawn
    assert len(set(re.findall(r'<li><img [^>]*src="([^"]*)"', drawn))) == len(shapes)
