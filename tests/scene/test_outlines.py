"""A customer's own outline: what is no outline is refused with its place, what is one is drawn."""

from __future__ import annotations

import contextlib
import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.errors import GraphsError, InputError
from graphs.ledger import Home
from graphs.model import Scope, Snapshot
from graphs.scene import (
    PICTURE_FORMATS,
    PictureEdits,
    edited_scene,
    keep_outline,
    kept_outline,
    outlined_scene,
    picture,
    picture_files,
    read_outline,
    remove_outline,
)
from graphs.scene.layouts.layout_places import coordinates, frame_of
from graphs.scene.outlines.datum import converted
from graphs.text import Text

SQUARE = [[113.0, 34.0], [114.0, 34.0], [114.0, 35.0], [113.0, 35.0], [113.0, 34.0]]


def polygon(*rings: object) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def feature(geometry: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": "甲"}, "geometry": geometry}


def content(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def nested(times: int) -> dict[str, Any]:
    value = polygon(SQUARE)
    for _ in range(times):
        value = {"type": "GeometryCollection", "geometries": [value]}
    return value


def problems(value: object) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_outline(value if isinstance(value, bytes) else content(value), name="a")
    return [each.sentence().en for each in caught.value.problems]


@pytest.mark.parametrize(
    ("value", "rings"),
    [
        (polygon(SQUARE), 1),
        (polygon(SQUARE, [[113.2, 34.2], [113.4, 34.2], [113.4, 34.4], [113.2, 34.2]]), 2),
        ({"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE]]}, 2),
        (feature(polygon(SQUARE)), 1),
        ({"type": "FeatureCollection", "features": [feature(polygon(SQUARE))] * 3}, 3),
        ({"type": "GeometryCollection", "geometries": [polygon(SQUARE)]}, 1),
        (polygon([[*each, 120.5] for each in SQUARE]), 1),
        ({**polygon(SQUARE), "crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}}, 1),
    ],
)
def test_every_kind_of_area_is_read(value: object, rings: int) -> None:
    assert len(read_outline(content(value), name="a").rings) == rings
    assert len(read_outline(b"\xef\xbb\xbf" + content(value), name="a").rings) == rings


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (b"{", "line 1"),
        (b"\xff\xfe{}", "UTF-8"),
        (b'{"type": "Polygon", "coordinates": [[[NaN, 1]]]}', "no number"),
        (b"[" * 100_000, "too deep"),
        (nested(300), "too deep"),
        (b"[]", "no area of GeoJSON"),
        (b"null", "no area of GeoJSON"),
        ({"type": "FeatureCollection", "features": []}, "holds no Polygon"),
        ({"type": "FeatureCollection", "features": 3}, "features: is no list"),
        ({"type": "FeatureCollection", "features": [feature(None)]}, "features[0].geometry: has no"),
        (
            {"type": "FeatureCollection", "features": [feature(polygon(SQUARE)), feature({"type": "LineString", "coordinates": SQUARE})]},
            "features[1].geometry.type: “LineString”: is a point or a line",
        ),
        (polygon(SQUARE[:3]), "coordinates[0]: a ring of fewer than four"),
        (polygon(SQUARE[:-1]), "coordinates[0]: is not closed"),
        (polygon(), "coordinates: holds no ring"),
        (polygon(SQUARE, 7), "coordinates[1]: a ring of fewer"),
        (polygon([SQUARE[0]] * 4), "has no area"),
        (polygon([[34.0, 113.0], *SQUARE[1:]]), "coordinates[0][0]: “[34.0, 113.0]”: has its latitude first"),
        (polygon([*SQUARE[:2], [38512345.1, 3845000.2], *SQUARE[2:]]), "coordinates[0][2]"),
        (polygon([[2.3, 48.8]] * 4), "is not in China"),
        (polygon([*SQUARE[:2], ["114", 35], *SQUARE[2:]]), "no numbers"),
        (polygon([*SQUARE[:2], [True, 35], *SQUARE[2:]]), "no numbers"),
        (polygon([*SQUARE[:2], [114], *SQUARE[2:]]), "is no position"),
        ({**polygon(SQUARE), "crs": {"properties": {"name": "EPSG:4547"}}}, "crs: "),
        ({"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE[:-1]]]}, "coordinates[1][0]: is not closed"),
    ],
)  # fmt: skip
def test_what_is_no_outline_is_refused_with_its_place(value: object, said: str) -> None:
    assert any(said in each for each in problems(value)), problems(value)


def test_a_name_of_bytes_that_are_no_characters_is_drawn_all_the_same() -> None:
    found = read_outline(content(polygon(SQUARE)), name="\udcff\u202e界" + "长" * 300)
    assert found.name.encode()
    assert len(found.name) == 80


def test_too_large_a_file_and_too_many_points_are_refused() -> None:
    assert "MB" in problems(b" " * (8 * 2**20 + 1))[0]
    ring = [[113.0, 34.0], *([[113.5, 34.5]] * 200_000), [113.0, 34.0]]
    assert "points" in problems(json.dumps(polygon(ring), separators=(",", ":")).encode())[0]


def test_many_faults_are_said_but_not_without_end() -> None:
    value = {"type": "MultiPolygon", "coordinates": [[SQUARE[:-1]]] * 500}
    assert len(problems(value)) == 20


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=9), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["type", "coordinates", "geometry", "features", "crs"]), inner | st.sampled_from(["Polygon", "Feature", "FeatureCollection", "MultiPolygon"]), max_size=4), max_leaves=20))  # fmt: skip
def test_whatever_is_handed_in_is_read_or_refused(value: object) -> None:
    with contextlib.suppress(InputError):
        read_outline(json.dumps(value).encode(), name="a")


@given(st.floats(75, 134), st.floats(4, 53))
def test_the_way_between_the_datums_and_back_meets_the_point(x: float, y: float) -> None:
    there = converted(x, y, of="wgs84", to="gcj02")
    assert 0.0001 < math.dist((x, y), there) < 0.02  # tens to hundreds of metres
    back = converted(*there, of="gcj02", to="wgs84")
    assert math.dist((x, y), back) < 1e-6


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    with Home(folder=tmp_path_factory.mktemp("outline")).open("demo") as ledger:
        home = ledger.profile().home
        return ledger.snapshot(Scope("division", home) if home else Scope(), None)


def around(demo: Snapshot, air: float = 0.05) -> bytes:
    """The box of all coordinates, and some air."""
    found = coordinates(demo).values()
    east = [each["longitude"] for each in found]
    north = [each["latitude"] for each in found]
    (left, right), (low, top) = (min(east) - air, max(east) + air), (min(north) - air, max(north) + air)  # fmt: skip
    return content(polygon([[left, low], [right, low], [right, top], [left, top], [left, low]]))


def test_the_outline_lies_round_the_marks_in_their_own_projection(demo: Snapshot) -> None:
    plain = picture(demo, "places", language="zh")
    scene = outlined_scene(plain, demo, read_outline(around(demo), name="界线"))
    [ring] = [each for each in scene.areas.to_pylist() if each["ring"]]
    points = [tuple(map(float, each.split(","))) for each in ring["ring"].split()]
    assert points[0] == points[-1]
    frame = frame_of(demo)
    assert frame is not None
    before = {node["id"]: node for node in plain.nodes.to_pylist()}
    for node in scene.nodes.to_pylist():
        if node["id"] in coordinates(demo):
            assert (node["x"], node["y"]) == (before[node["id"]]["x"], before[node["id"]]["y"])
            assert ring["x"] <= node["x"] <= ring["x"] + ring["width"]
        else:
            assert node["y"] > ring["y"] + ring["height"]
    assert "界线" in scene.sentence.zh
    assert "之外" not in scene.sentence.zh
    assert any(each.color == "outline" for each in scene.legend)


def test_an_outline_of_elsewhere_is_said(demo: Snapshot) -> None:
    far = content(polygon([[100, 30], [100.1, 30], [100.1, 30.1], [100, 30]]))
    scene = outlined_scene(
        picture(demo, "places", language="en"), demo, read_outline(far, name="x")
    )
    assert "check that it is the outline of this place" in scene.sentence.en


def test_the_datum_of_the_outline_moves_it(demo: Snapshot) -> None:
    plain = picture(demo, "places", language="zh")
    one, two = (
        outlined_scene(plain, demo, read_outline(around(demo), name="a", datum=datum))
        for datum in ("wgs84", "gcj02")
    )
    assert one.areas.column("ring").to_pylist()[0] != two.areas.column("ring").to_pylist()[0]
    assert "GCJ-02" in two.sentence.zh


def test_it_is_drawn_in_every_kind_of_file_and_after_edits(demo: Snapshot) -> None:
    plain = picture(demo, "places", language="zh")
    scene = outlined_scene(plain, demo, read_outline(around(demo), name="<b>界</b>"))
    hidden = edited_scene(scene, demo, PictureEdits(hidden=("nobody",)), language="zh")
    assert any(each["ring"] for each in hidden.areas.to_pylist())
    assert any(each.color == "outline" for each in hidden.legend)
    title = {"title": Text.same("图"), "line": Text.same("")}
    files = picture_files(scene, tuple(PICTURE_FORMATS), language="zh", **title)
    bare = picture_files(plain, tuple(PICTURE_FORMATS), language="zh", **title)
    assert b"<polygon" in files["network.svg"]
    assert b"<b>" not in files["network.svg"]
    assert b'"ring": "' in files["network.html"]
    assert b"<b>" not in files["network.html"].partition(b"<script>")[0]
    assert all(files[name] != bare[name] for name in files)


def test_it_is_kept_for_its_ledger_and_replaced_only_by_a_good_one(tmp_path: Path) -> None:
    def keep(value: object, ledger: str = "甲/../乙") -> None:
        keep_outline(
            tmp_path, ledger, content(value), name="界.json", datum="gcj02", ledger_datum="wgs84"
        )

    keep(polygon(SQUARE))
    with pytest.raises(InputError):
        keep(polygon(SQUARE[:2]))
    found = kept_outline(tmp_path, "甲/../乙")
    assert found is not None
    assert (found.name, found.datum, len(found.rings)) == ("界.json", "gcj02", 1)
    assert kept_outline(tmp_path, "other") is None
    assert len(list(tmp_path.rglob("*.outline"))) == len(list(tmp_path.rglob("*.*"))) == 1
    [file] = tmp_path.rglob("*.outline")
    file.write_bytes(b"{}\n{}")
    with pytest.raises(GraphsError):
        kept_outline(tmp_path, "甲/../乙")
    remove_outline(tmp_path, "甲/../乙")
    remove_outline(tmp_path, "甲/../乙")
    assert kept_outline(tmp_path, "甲/../乙") is None
