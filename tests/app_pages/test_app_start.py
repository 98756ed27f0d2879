"""What the app loads before anybody has asked for anything."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from graphs.ledger import Home

ROOT = Path(__file__).parents[2]

HEAVY = {
    "docx",
    "docxtpl",
    "icalendar",
    "ortools",
    "psycopg",
    "pypinyin",
    "python_calamine",
    "pyvis",
    "rapidfuzz",
    "rustworkx",
    "scipy",
    "sknetwork",
    "xlsxwriter",
}
"""Libraries of one screen, command or kind of file; each is loaded where it is used."""

DRAW = """
import sys
from streamlit.testing.v1 import AppTest
found = AppTest.from_file("streamlit_app.py", default_timeout=120).run()
assert not found.exception, found.exception
print(*sorted({name.partition(".")[0] for name in sys.modules} | {
    ".".join(name.split(".")[:2]) for name in sys.modules if name.startswith("graphs.")}))
"""


def loaded_by_the_first_screen(home: Path) -> set[str]:
    environment = {key: value for key, value in os.environ.items() if key != "LEDGER_URL"}
    done = subprocess.run(
        [sys.executable, "-c", DRAW],
        cwd=ROOT,
        env=environment | {"GRAPHS_HOME": str(home)},
        capture_output=True,
        check=True,
        text=True,
    )
    return set(done.stdout.split())


def test_a_second_start_loads_no_heavy_library_and_no_room_of_another_screen(
    shared_home: Home, tmp_path: Path
) -> None:
    # The first start makes the ledgers: this desk has made them.
    desk = Path(shutil.copytree(shared_home.folder, tmp_path / "desk"))
    found = loaded_by_the_first_screen(desk)
    assert {"networkx", "sqlalchemy", "graphs.ledger", "graphs.statistics"} <= found
    assert found & HEAVY == set()
    assert found & {"graphs.intake", "graphs.planning", "graphs.proposals"} == set()
