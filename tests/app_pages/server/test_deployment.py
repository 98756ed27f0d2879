"""What ``deploy/`` holds is tried as far as a machine without systemd can."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import ensure
import pytest
from office_proxy import certificates, site
from two_towns import AT, POST, records

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
