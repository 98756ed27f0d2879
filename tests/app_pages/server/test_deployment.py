"""What ``deploy/`` holds is tried as far as a machine without systemd can."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import tarfile
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import ensure
import pytest
from office_proxy import certificates, site
from two_towns import AT, POST, records

from app_pages.server.server_log import MOST_BYTES
from graphs.access import Accounts
from graphs.ledger import create
from graphs.model import Change

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"


def backup(home: Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {
        "GRAPHS_HOME": str(home),
        "BACKUP_LEDGER": "own-towns",
        "BACKUP_FOLDER": str(folder),
        "PYTHON": sys.executable,
        **environment,
    }
    return subprocess.run(
        [DEPLOY / "backup.sh"],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_the_nightly_backup_is_kept_once_it_was_restored(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "backups"
    (home / "own").mkdir(parents=True)
    with create(str(home / "own" / "towns.ledger"), ledger_id="towns") as made:
        made.apply(*(Change(record=each) for each in records()), actor=POST, note="初始", at=AT)
        head = made.head().digest
    done = backup(home, folder)
    assert done.returncode == 0, done.stderr
    [kept] = folder.glob("own-towns-*.zip")
    assert (folder / "digests.txt").read_text() == f"{head}  {kept.name}\n"
    assert backup(home, folder, BACKUP_LEDGER="own-none").returncode != 0


@pytest.mark.parametrize("script", ["backup.sh", "upgrade.sh", "desk/linux/start.sh"])
def test_the_scripts_are_sound(script: str) -> None:
    assert subprocess.run(["sh", "-n", DEPLOY / script], check=False).returncode == 0
    assert os.access(DEPLOY / script, os.X_OK)


def test_nginx_takes_the_site(tmp_path: Path) -> None:
    nginx = ensure.find_proxy()
    assert nginx is not None, "nginx is installed by tests/ensure.py"
    certificates(tmp_path)
    conf = tmp_path / "nginx.conf"
    conf.write_text(site(tmp_path, 18443, (8501, 8502)), "utf-8")
    done = subprocess.run([nginx, "-t", "-c", conf], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def bundling() -> ModuleType:
    about = spec_from_file_location("bundle", DEPLOY / "bundle.py")
    assert about is not None
    assert about.loader is not None
    made = module_from_spec(about)
    sys.modules["bundle"] = made  # its values look themselves up there
    about.loader.exec_module(made)
    return made


@pytest.mark.parametrize("target", ["linux-x86_64", "linux-aarch64", "windows-x86_64"])
def test_a_bundle_takes_what_its_kind_of_machine_needs_with_digests(target: str) -> None:
    bundle = bundling()
    entries = list(bundle.locked(bundle.TARGETS[target], "3.11"))
    named = {each.partition("==")[0] for each in entries}
    assert {"streamlit", "ortools", "authlib"} <= named
    assert ("colorama" in named) == target.startswith("windows")
    assert all("==" in each and "--hash=sha256:" in each and ";" not in each for each in entries)


def test_a_bundle_says_what_python_it_needs(tmp_path: Path) -> None:
    """Without a Python of that version it says so in both languages, and starts nothing."""
    shutil.copy2(DEPLOY / "desk" / "linux" / "start.sh", tmp_path)
    (tmp_path / "python-version").write_text("9.9\n")
    done = subprocess.run([tmp_path / "start.sh"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "需要 Python 9.9" in done.stderr
    assert "is needed" in done.stderr


def test_accounts_are_kept_beside_the_ledger_and_old_backups_go(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "backups"
    (home / "own").mkdir(parents=True)
    accounts = Accounts(home / "access")
    now = dt.datetime.now(dt.UTC)
    accounts.add("keeper", post="区管理岗", grants=["administrator@whole"], now=now)
    token = accounts.give_token("keeper")
    (home / "access" / "sign_on.toml").write_text("declared")
    with create(str(home / "own" / "towns.ledger"), ledger_id="towns") as made:
        made.apply(*(Change(record=each) for each in records()), actor=POST, note="初始", at=AT)
    folder.mkdir()
    for old in ("20250101T000000Z", "20250102T000000Z"):
        (folder / f"own-towns-{old}.zip").touch()
        (folder / f"access-own-towns-{old}.tar.gz").touch()
    (folder / "own-other-20250101T000000Z.zip").touch()
    done = backup(home, folder, BACKUP_KEPT="2", GRAPHS_TOKEN=token)
    assert done.returncode == 0, done.stderr
    ledgers = sorted(each.name for each in folder.glob("own-towns-*.zip"))
    beside = sorted(folder.glob("access-own-towns-*.tar.gz"))
    assert ledgers[0] == "own-towns-20250102T000000Z.zip"
    assert (len(ledgers), len(beside)) == (2, 2)
    assert (folder / "own-other-20250101T000000Z.zip").exists()
    with tarfile.open(beside[-1]) as kept:
        assert kept.getnames() == ["access/accounts.json", "access/sign_on.toml"]
    assert beside[-1].stat().st_mode & 0o077 == 0


FAKES = {
    # What each was asked is noted; a version of the name "bad" answers nothing.
    "systemctl": 'echo "$*" >>"$SAID"; case "$*" in "start graphs-backup") exit "$BACKUP_ENDS";; esac',
    "curl": '[ "$(basename "$(readlink -f "$GRAPHS_CURRENT")")" != bad ]',
}


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    (tmp_path / "bin").mkdir()
    for name, words in FAKES.items():
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{words}\n")
        (tmp_path / "bin" / name).chmod(0o755)
    for version in ("old", "good", "bad"):
        (tmp_path / version / ".venv" / "bin").mkdir(parents=True)
        (tmp_path / version / ".venv" / "bin" / "python").symlink_to(sys.executable)
        (tmp_path / version / "deploy").mkdir()
        for unit in ("graphs@.service", "graphs-backup.service", "graphs-backup.timer"):
            (tmp_path / version / "deploy" / unit).write_text(version)
    (tmp_path / "units").mkdir()
    (tmp_path / "bare").mkdir()
    (tmp_path / "current").symlink_to(tmp_path / "old")
    return tmp_path


def upgrade(folder: Path, version: str, *, backup_ends: int = 0) -> tuple[int, str, list[str]]:
    """Upgrade; return how it ended, the version in use, and what the system was asked."""
    settings = {
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "GRAPHS_CURRENT": str(folder / "current"),
        "GRAPHS_PATIENCE": "1",
        "GRAPHS_UNITS": str(folder / "units"),
        "SAID": str(folder / "said"),
        "BACKUP_ENDS": str(backup_ends),
    }
    done = subprocess.run(
        [DEPLOY / "upgrade.sh", folder / version],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = (folder / "said").read_text().splitlines() if (folder / "said").exists() else []
    return done.returncode, (folder / "current").resolve().name, said


RESTARTED = ["daemon-reload", "restart graphs@8501", "restart graphs@8502"]


def test_an_upgrade_backs_up_first_and_starts_every_process_again(versions: Path) -> None:
    assert upgrade(versions, "good") == (0, "good", ["start graphs-backup", *RESTARTED])
    assert {each.read_text() for each in (versions / "units").iterdir()} == {"good"}


def test_a_version_that_does_not_answer_is_left_again(versions: Path) -> None:
    told = ["start graphs-backup", "daemon-reload", "restart graphs@8501", *RESTARTED]
    assert upgrade(versions, "bad") == (1, "old", told)
    assert [each.read_text() for each in (versions / "units").iterdir()] == ["old"] * 3


def test_without_a_proved_backup_nothing_is_changed(versions: Path) -> None:
    assert upgrade(versions, "good", backup_ends=1) == (1, "old", ["start graphs-backup"])


@pytest.mark.parametrize("version", ["bare", "old", "none"])
def test_what_is_no_other_version_is_not_upgraded_to(versions: Path, version: str) -> None:
    assert upgrade(versions, version) == (1, "old", [])


WRITES = """
import json, sys
from pathlib import Path
from app_pages.server.read_log import keep_log, note
keep_log(Path(sys.argv[1]), int(sys.argv[2]))
for number in range(60_000):
    note("looked", None, number=str(number), path="/network" + "x" * 120)
"""


def test_two_processes_turn_their_logs_over_at_ten_megabytes_and_lose_no_line(
    tmp_path: Path,
) -> None:
    ports = ("8501", "8502")
    command = [sys.executable, "-c", WRITES, str(tmp_path)]
    both = [subprocess.Popen([*command, port], cwd=ROOT) for port in ports]
    assert [each.wait(300) for each in both] == [0, 0]
    for port in ports:
        files = sorted(tmp_path.glob(f"reads-{port}.jsonl*"))
        assert len(files) > 1
        assert all(each.stat().st_size <= MOST_BYTES for each in files)
        lines = [line for each in files for line in each.read_text("utf-8").splitlines()]
        assert sorted(int(json.loads(each)["number"]) for each in lines) == list(range(60_000))
