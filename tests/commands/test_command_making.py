"""``generate``, ``export``, ``docs``, and progress."""

from __future__ import annotations

import datetime as dt
import io
import json
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graphs.commands.command_line.progress import Working
from graphs.commands.documents.docs_command import DOCUMENTS
from graphs.interchange import Address
from graphs.scene import PICTURE_FORMATS
from graphs.text import LANGUAGES, Text

ROOT = Path(__file__).parents[2]


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def manifest_of(path: Path) -> dict[str, object]:
    with zipfile.ZipFile(path) as packed:
        return json.loads(packed.read("manifest.json"))


def test_the_demonstration_that_ships_is_what_generate_makes(run, tmp_path: Path) -> None:
    assert run("generate", "demo", str(tmp_path / "made")).code == 0
    assert files_of(tmp_path / "made") == files_of(ROOT / "data" / "demo")


def test_the_same_seed_gives_the_same_archive_and_another_seed_another(run, tmp_path) -> None:
    sizes = ("--counties", "2", "--organisations", "200")
    for name, seed in (("a", "1"), ("b", "1"), ("c", "2")):
        target = tmp_path / f"{name}.zip"
        assert run("generate", "city", str(target), "--seed", seed, *sizes).code == 0
    a, b, c = ((tmp_path / f"{name}.zip").read_bytes() for name in "abc")
    assert a == b != c
    assert [path.name for path in tmp_path.glob("tmp*")] == []


def test_a_generated_ledger_is_sound_and_marked_invented(run, tmp_path: Path) -> None:
    target = str(tmp_path / "country.ledger")
    answer = run("generate", "country", target, "--counties", "3", "--organisations", "300")
    assert answer.code == 0, answer.err
    assert run("verify", "--ledger", target).code == 0
    record = json.loads(run("history", "--ledger", target, "--record", "c1", "--json").out)
    assert record[0]["record"]["synthetic"] is True


def test_generate_refuses_what_is_there_and_sizes_that_mean_nothing(run, own, tmp_path) -> None:
    assert run("generate", "demo", str(own), "--guests", "100").code == 2
    assert run("generate", "demo", str(tmp_path), "--hosts", "20").code == 2
    answer = run("generate", "demo", str(tmp_path / "x.ledger"), "--counties", "3", "--lang", "en")
    assert answer.code == 2
    assert "--counties" in answer.err
    assert not (tmp_path / "x.ledger").exists()


@pytest.fixture
def download(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[dict[str, str]], bytes]]:
    """What the download screen hands to the browser for an address."""
    given: list[Callable[[], bytes]] = []
    monkeypatch.setattr(st, "download_button", lambda *_, data, **__: given.append(data))
    monkeypatch.chdir(ROOT)
    st.cache_resource.clear()

    def made(query: dict[str, str]) -> bytes:
        app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120)
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
        app.switch_page("app_pages/download_screen.py").run()
        assert not app.exception
        return given[-1]()

    yield made
    st.cache_resource.clear()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "view",
    [
        "ledger=shangjie-2010",
        "ledger=demo&as_of=2025-12-31&status=all&side=soe&division=yl-t2",
    ],
)
def test_export_writes_the_bytes_that_the_download_screen_gives(
    run, download, tmp_path: Path, view: str, language: str
) -> None:
    query = view + ("&lang=en" if language == "en" else "")
    target = tmp_path / "view.zip"
    address = f"http://127.0.0.1:8501/download?{query}"
    assert run("export", "--address", address, "--output", str(target)).code == 0
    assert target.read_bytes() == download(dict(parse_qsl(query)))


def test_export_names_its_file_as_the_screen_does_and_never_overwrites(run) -> None:
    assert run("export").code == 0
    assert Path("shangjie-2010-2010-06-15.zip").is_file()
    answer = run("export", "--lang", "en")
    assert answer.code == 2
    assert "not overwritten" in answer.err


def test_options_and_address_say_the_same_view(run, tmp_path: Path) -> None:
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    run("export", "--address", "?ledger=demo&as_of=2025-12-31&side=soe", "--output", str(one))
    options = ("--as-of", "2025-12-31", "--filter", "side=soe", "--output", str(two))
    assert run("export", "--ledger", "demo", *options).code == 0
    assert one.read_bytes() == two.read_bytes()


def test_export_takes_chosen_formats_and_picture(run, tmp_path: Path) -> None:
    target = tmp_path / "view.zip"
    picked = ("--format", "csv", "--picture", "none", "--output", str(target))
    assert run("export", "--ledger", "shangjie-2010", *picked).code == 0
    with zipfile.ZipFile(io.BytesIO(target.read_bytes())) as packed:
        assert sorted(packed.namelist()) == [
            "edges.csv", "manifest.json", "nodes.csv", "statements.csv", "units.csv",
        ]  # fmt: skip


def test_export_writes_the_picture_in_every_format(run, tmp_path: Path) -> None:
    target = tmp_path / "view.zip"
    wanted = [word for key in PICTURE_FORMATS for word in ("--picture-format", key)]
    assert run("export", "--format", "csv", *wanted, "--output", str(target)).code == 0
    with zipfile.ZipFile(io.BytesIO(target.read_bytes())) as packed:
        for each in PICTURE_FORMATS.values():
            body = packed.read(f"network{each.ending}")
            assert body.startswith((b"<!doctype", b"<svg", b"\x89PNG", b"%PDF")), each.key


def test_export_of_an_address_draws_its_colours(run, tmp_path: Path) -> None:
    plain, coloured = tmp_path / "plain.zip", tmp_path / "coloured.zip"
    for query, target in (("", plain), ("&colour=kind", coloured)):
        asked = ("--address", f"?ledger=demo&picture=hubs{query}", "--picture-format", "svg")
        assert run("export", *asked, "--output", str(target)).code == 0
    one, two = (zipfile.ZipFile(each).read("network.svg") for each in (plain, coloured))
    assert one != two


def test_every_part_of_an_address_of_the_browser_is_taken(run, tmp_path: Path) -> None:
    full = Address(
        ledger="demo", picture="hubs", colour="kind", group="kind", size="members",
        opened=("t1",), since=dt.date(2020, 1, 1), expanded=(("o1", 2),), hidden=("o2",),
        picked=("o3",), start="o1", saved="v1", question="ending_soon", settings=(("days", "30"),),
    )  # fmt: skip
    asked = ("--address", f"?{urlencode(full.query())}", "--picture", "none")
    answer = run("export", *asked, "--output", str(tmp_path / "view.zip"))
    assert answer.code == 0, answer.err


def test_the_outline_of_a_file_lies_beneath_the_picture_by_place(run, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.geojson", tmp_path / "bad.geojson"
    ring = [[113.0, 34.0], [114.0, 34.0], [114.0, 35.0], [113.0, 34.0]]
    good.write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}))
    bad.write_text(json.dumps({"type": "Polygon", "coordinates": [ring[:3]]}))
    asked = ("--ledger", "demo", "--picture", "places", "--picture-format", "svg", "--outline")
    target = tmp_path / "view.zip"
    assert run("export", *asked, str(good), "--output", str(target)).code == 0
    with zipfile.ZipFile(target) as packed:
        assert b"good.geojson" in packed.read("network.svg")
    refused = run("export", "--lang", "en", *asked, str(bad), "--output", str(tmp_path / "b.zip"))
    assert refused.code == 2
    assert "coordinates[0]" in refused.err
    absent = run("export", "--lang", "en", *asked, "none.json", "--output", str(tmp_path / "b.zip"))
    assert absent.code == 2
    assert "none.json" in absent.err


def test_the_place_of_a_ledger_stays_out_of_the_manifest(run, tmp_path: Path) -> None:
    run("copy", "secret", "--ledger", "shangjie-2010")
    path = tmp_path / "home" / "own" / "secret.ledger"
    target = tmp_path / "view.zip"
    assert run("export", "--ledger", str(path), "--output", str(target)).code == 0
    assert manifest_of(target)["ledger"] == "shangjie-2010"
    assert "secret" not in json.dumps(manifest_of(target))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--filter", "colour=red"), "division, side"),
        (("--filter", "status"), "KEY=VALUE"),
        (("--filter", "status=lost"), "lost"),
        (("--scope", "moon"), "division:ID"),
        (("--scope", "division:none"), "none"),
        (("--address", "?as_of=2010-99-01"), "2010-99-01"),
        (("--picture", "sunset"), "page"),
        (("--picture", "around:nobody"), "nobody"),
    ],
)
def test_a_view_that_makes_no_sense_is_refused_and_nothing_written(
    run, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    target = tmp_path / "view.zip"
    answer = run("export", "--lang", "en", "--output", str(target), *arguments)
    assert answer.code == 2
    assert told in answer.err
    assert not target.exists()


def test_docs_rewrites_stale_parts_and_leaves_the_rest(run, tmp_path: Path) -> None:
    for name in DOCUMENTS:
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    reference = tmp_path / DOCUMENTS[0]
    whole = reference.read_text(encoding="utf-8")
    reference.write_text(whole.replace("| `csv` |", "| `tsv` |"), encoding="utf-8")
    assert run("docs", "--check", "--folder", str(tmp_path)).code == 1
    assert "`tsv`" in reference.read_text(encoding="utf-8")
    assert run("docs", "--folder", str(tmp_path)).code == 0
    assert reference.read_text(encoding="utf-8") == whole
    assert run("docs", "--check", "--folder", str(tmp_path)).code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<!-- begin formats en -->\nno end", "no language or no end marker"),
        ("<!-- begin formats -->\n<!-- end formats -->", "no language or no end marker"),
        ("<!-- begin moon en -->\n<!-- end moon en -->", "is no section"),
    ],
)
def test_docs_refuses_markers_it_cannot_read(run, tmp_path: Path, text: str, said: str) -> None:
    document = tmp_path / DOCUMENTS[0]
    document.parent.mkdir()
    document.write_text(text, encoding="utf-8")
    answer = run("docs", "--lang", "en", "--folder", str(tmp_path))
    assert answer.code == 2
    assert said in answer.err
    assert run("docs", "--folder", str(tmp_path / "nowhere")).code == 2


def test_long_work_is_told_on_standard_error_and_short_work_is_not(capsys) -> None:
    long = Working(Text(zh="归档", en="archiving"), "en", patience=0.01)
    long(1500, 3000)
    with long:
        time.sleep(0.4)
    answer = capsys.readouterr()
    assert answer.out == ""
    assert answer.err == "archiving … 1,500 of 3,000, 0 s\n"
    with Working(Text(zh="归档", en="archiving"), "en") as progress:
        progress(1, 2)
    assert capsys.readouterr().err == ""
