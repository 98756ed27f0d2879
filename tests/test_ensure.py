"""The helper of ``make test`` takes what is there, and never Ubuntu's stub of a browser."""

from __future__ import annotations

from pathlib import Path

import ensure
import pytest


def program(folder: Path, name: str, words: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine whose path holds one empty folder."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(ensure, "MAC_BROWSERS", ())
    monkeypatch.setattr(ensure, "SERVER_FOLDERS", ())
    return folder


def test_the_browser_named_by_the_environment_comes_first(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(bare, "chromium")
    monkeypatch.setenv("CHROMIUM", "/elsewhere/chrome")
    assert ensure.find_browser() == Path("/elsewhere/chrome")


def test_any_browser_of_the_family_will_do(bare: Path) -> None:
    assert ensure.find_browser() is None
    edge = program(bare, "microsoft-edge")
    assert ensure.find_browser() == edge
    chromium = program(bare, "chromium")
    assert ensure.find_browser() == chromium


def test_the_stub_of_a_snap_is_no_browser(bare: Path, tmp_path: Path) -> None:
    program(bare, "chromium-browser", "exec /snap/bin/chromium")
    assert ensure.find_browser() is None
    real = program(tmp_path / "snap" / "bin", "google-chrome")
    (bare / "google-chrome").symlink_to(real)
    assert ensure.find_browser() is None


def test_the_server_is_found_where_both_its_programs_are(
    bare: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(bare, "initdb")
    assert ensure.find_server() is None
    program(bare, "postgres")
    assert ensure.find_server() == bare


def test_the_newest_server_of_several_is_taken(
    bare: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for version in ("9", "15", "14"):
        for name in ("initdb", "postgres"):
            program(tmp_path / "postgresql" / version / "bin", name)
    monkeypatch.setattr(ensure, "SERVER_FOLDERS", ((str(tmp_path / "postgresql"), "*/bin"),))
    assert ensure.find_server() == tmp_path / "postgresql" / "15" / "bin"


def test_what_is_missing_is_said_with_the_command_that_installs_it(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("TEST_POSTGRES_URL", raising=False)
    monkeypatch.setattr(ensure, "find_own_browser", lambda: None)
    monkeypatch.setattr(ensure, "_run", lambda _: False)
    monkeypatch.setattr(ensure.platform, "system", lambda: "Linux")
    assert ensure.main() == 1
    said = capsys.readouterr().err
    assert "apt-get install chromium" in said
    assert "playwright install" in said
    assert "apt-get install postgresql" in said
    assert "apt-get install fonts-noto-cjk" in said


def test_root_on_debian_installs_what_is_missing_and_says_so(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run: list[list[str]] = []

    def done(command: list[str]) -> bool:
        run.append(command)
        if "postgresql" in command:
            program(bare, "initdb")
            program(bare, "postgres")
        return True

    monkeypatch.delenv("TEST_POSTGRES_URL", raising=False)
    monkeypatch.setattr(ensure, "find_own_browser", lambda: None)
    monkeypatch.setattr(ensure, "may_install", lambda: True)
    monkeypatch.setattr(ensure, "is_ubuntu", lambda: False)
    monkeypatch.setattr(ensure, "_run", done)
    fonts = iter([False, True])
    monkeypatch.setattr(ensure, "has_chinese_font", lambda: next(fonts))
    ensure._fresh_lists.cache_clear()
    assert ensure.main() == 0
    ensure._fresh_lists.cache_clear()
    assert [command[1] for command in run].count("update") == 1
    assert run[0] == ["apt-get", "update", "-qq"]
    assert capsys.readouterr().out.count("apt-get install") == 3
