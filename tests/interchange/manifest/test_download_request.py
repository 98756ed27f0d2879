"""A manifest makes its files again after the ledger moved on: the same bytes, whatever the grain and format."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from ledger_factory import history, put

from graphs.__main__ import main
from graphs.interchange import FORMATS, GRAINS
from graphs.ledger import create, open_ledger
from graphs.model import Organisation, PartialDate, Profile


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRAPHS_HOME", str(tmp_path / "home"))
    path = tmp_path / "own.ledger"
    with create(str(path), ledger_id="own") as made:
        history(made)
    return path


def export(*arguments: str) -> int:
    return main(("--lang", "zh", "export", *arguments))


def test_two_revisions_later_the_same_bytes(ledger: Path, tmp_path: Path) -> None:
    first, second, now = (tmp_path / f"{name}.zip" for name in ("first", "second", "now"))
    chosen = [*(f"--grain={key}" for key in GRAINS), *(f"--format={key}" for key in FORMATS)]
    view = ("--ledger", str(ledger), "--scope", "whole", "--filter", "status=all", *chosen)
    assert export(*view, "--output", str(first)) == 0
    with open_ledger(str(ledger)) as made:
        put(made, Organisation(id="o1", name="改名党支部", division="t1"))
        put(made, Profile(id="profile", title="改名台账", as_of=PartialDate("2012-01-01")))
    again = ("--from-manifest", str(first), "--ledger", str(ledger), "--output", str(second))
    assert export(*again) == 0
    assert digest(second) == digest(first)
    assert export(*view, "--output", str(now)) == 0
    assert digest(now) != digest(first)
    with zipfile.ZipFile(first) as packed:
        manifest = json.loads(packed.read("manifest.json"))
        for name, said in manifest["files"].items():
            assert hashlib.sha256(packed.read(name)).hexdigest() == said["sha256"]
    assert manifest["made_with"]["filters"] == {}  # what the defaults say is written out
    assert manifest["product"]["version"]


def test_files_that_are_not_as_the_manifest_names_them_are_named(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made, other = tmp_path / "made.zip", tmp_path / "manifest.json"
    assert export("--ledger", str(ledger), "--scope", "whole", "--picture", "none", "--output", str(made)) == 0  # fmt: skip
    with zipfile.ZipFile(made) as packed:
        manifest = json.loads(packed.read("manifest.json"))
    again = ("--from-manifest", str(other), "--ledger", str(ledger), "--output")
    other.write_text(json.dumps(manifest), "utf-8")
    assert export(*again, str(tmp_path / "same.zip")) == 0
    assert "逐字节相同" in capsys.readouterr().err
    name = min(manifest["files"])
    manifest["files"][name]["sha256"] = "0" * 64
    other.write_text(json.dumps(manifest), "utf-8")
    assert export(*again, str(tmp_path / "differs.zip")) == 1
    assert name in capsys.readouterr().err


def test_a_manifest_of_another_ledger_is_refused(ledger: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.zip"
    assert export("--ledger", str(ledger), "--scope", "whole", "--picture", "none", "--output", str(made)) == 0  # fmt: skip
    code = export("--from-manifest", str(made), "--ledger", "shangjie-2010", "--output", str(tmp_path / "x.zip"))  # fmt: skip
    assert code != 0
    assert not (tmp_path / "x.zip").exists()


def test_what_is_no_manifest_is_refused(tmp_path: Path, ledger: Path) -> None:
    wrong = tmp_path / "wrong.json"
    for content in ("{}", "[]", "x", '{"made_with": {"scope": 3}}'):
        wrong.write_text(content, "utf-8")
        assert export("--from-manifest", str(wrong), "--ledger", str(ledger)) != 0
    assert export("--from-manifest", str(tmp_path / "none.json")) != 0
    assert export("--from-manifest", str(wrong), "--revision", "1") != 0
