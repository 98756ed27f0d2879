"""The canonical archive: the same bytes from either database, and nothing let in unchecked."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from ledger_factory import history, put

from graphs.errors import GraphsError, InputError, LedgerDamaged, LedgerError
from graphs.ledger import Ledger, create, load_archive, open_ledger, seal
from graphs.model import Division, Organisation, Scope


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def folder(lite: Ledger, tmp_path: Path) -> Path:
    history(lite)
    lite.export_archive(tmp_path / "archive")
    return tmp_path / "archive"


def test_an_archive_goes_there_and_back_byte_for_byte(
    folder: Path, ledger_url: str, tmp_path: Path, lite: Ledger
) -> None:
    url = ledger_url.replace("a.ledger", "b.ledger")
    with load_archive(folder, url) as copy:
        assert copy.export_archive(tmp_path / "again") == lite.head().digest
        copy.export_archive(tmp_path / "again.zip")
        assert contents(tmp_path / "again") == contents(folder)
        assert (
            copy.snapshot(Scope("division", "c")).key[2:]
            == lite.snapshot(Scope("division", "c")).key[2:]
        )
        assert copy.search("xqhlh") == lite.search("xqhlh") != ()
        put(copy, Organisation(id="new:1", name="接着写"))
        assert copy.verify(expect=lite.head().digest).ok
    lite.export_archive(tmp_path / "one.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "again.zip").read_bytes()
    with load_archive(tmp_path / "one.zip", str(tmp_path / "c.ledger")) as third:
        assert third.head() == lite.head()


def test_exporting_over_an_archive_leaves_no_stale_file(folder: Path, tmp_path: Path) -> None:
    with create(str(tmp_path / "e.ledger"), ledger_id="small") as small:
        put(small, Division(id="d", name="x"))
        small.export_archive(folder)
    assert set(contents(folder)) == {"manifest.json", "revisions.jsonl", "division.jsonl"}
    load_archive(folder, str(tmp_path / "f.ledger")).close()


def test_sealing_a_sealed_archive_changes_nothing(folder: Path, lite: Ledger) -> None:
    before = contents(folder)
    assert seal(folder) == lite.head().digest
    assert contents(folder) == before


def test_a_hand_written_archive_is_put_in_order_by_sealing(tmp_path: Path) -> None:
    folder = tmp_path / "hand"
    folder.mkdir()
    (folder / "manifest.json").write_text('{"ledger": "hand"}')
    (folder / "revisions.jsonl").write_text(
        '{"number": 1, "at": "2026-11-23T00:00:00Z", "kind": "load", "note": "据报道", "actor": "岗"}\n'
    )
    (folder / "division.jsonl").write_text(
        '{"parent": "a", "name": "镇", "id": "b"}\n\n'.replace("\n\n", "\n")
        + '{"id": "a", "name": "县"}\n'
    )
    (folder / "organisation.jsonl").write_text(
        '{"id": "o", "division": "b", "_from": "2010-06-15", "members": 269.0, "members_printed": "党员269名",'
        ' "absent": {"name": "not_stated"}}\n'
    )
    digest = seal(folder)
    assert (folder / "organisation.jsonl").read_text("utf-8") == (
        '{"id": "o", "absent": {"name": "not_stated"}, "division": "b", "members_operator": "=",'
        ' "members": 269, "members_printed": "党员269名", "_from": "2010-06-15"}\n'
    )
    assert '"path": "/a/b/"' in (folder / "division.jsonl").read_text("utf-8")
    with load_archive(folder, str(tmp_path / "h.ledger")) as made:
        assert made.head().digest == digest


def test_sealing_names_every_problem_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "hand"
    folder.mkdir()
    (folder / "manifest.json").write_text('{"ledger": "hand"}')
    (folder / "revisions.jsonl").write_text(
        '{"number": 1, "at": "2026-11-23T00:00:00Z", "kind": "load", "note": "n", "actor": "a"}\n'
    )
    (folder / "unit.jsonl").write_text(
        '{"id": "u1"}\n'
        '{"id": "u2", "name": "x", "colour": "red"}\n'
        '{"id": "u3", "name": "x", "ownership": "nobody"}\n'
        '{"id": "u4", "name": "x", "founded_on": "2010-13"}\n'
        '{"id": "u5", "name": "x", "staff_printed": "很多"}\n'
        '{"id": "u6", "name": "x", "_from": "2010-06-31"}\n'
        '{"id": "u7", "name": "x", "_opened": 2}\n'
        "not json\n"
        '{"id": "u8", "name": "a", "name": "b"}\n'
        '{"id": "u9", "name": "x", "longitude": NaN}\n'
        '{"id": "../u", "name": "x"}\n'
        '{"id": "u10", "name": 7}\n'
        '{"id": "u11", "name": "x"}\n'
        '{"id": "u11", "name": "x"}\n'
    )
    with pytest.raises(InputError) as caught:
        seal(folder)
    named = [problem.place.en for problem in caught.value.problems]
    assert named == [f"unit.jsonl, line {row}" for row in range(1, 15) if row != 13]


def test_sealing_names_broken_structure(tmp_path: Path) -> None:
    folder = tmp_path / "hand"
    folder.mkdir()
    (folder / "manifest.json").write_text('{"ledger": "hand"}')
    (folder / "revisions.jsonl").write_text(
        '{"number": 1, "at": "2026-11-23T00:00:00Z", "kind": "load", "note": "n", "actor": "a"}\n'
    )
    (folder / "division.jsonl").write_text(
        '{"id": "a", "name": "x", "parent": "b"}\n{"id": "b", "name": "x", "parent": "a"}\n'
    )
    (folder / "unit.jsonl").write_text(
        '{"id": "a", "name": "x"}\n{"id": "u", "name": "x", "division": "z"}\n'
        '{"id": "v", "name": "x", "_to": "2012-01-01"}\n'
        '{"id": "v", "name": "y", "_from": "2011-01-01"}\n'
    )
    with pytest.raises(InputError) as caught:
        seal(folder)
    found = [problem.reason.en for problem in caught.value.problems]
    for words in ("several types", "two versions", "names no known record", "below itself"):
        assert any(words in reason for reason in found), words


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    words = path.read_text("utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), encoding="utf-8")


def resign(folder: Path, name: str) -> None:
    """Make the manifest agree with a changed file, as a forger would."""
    import hashlib

    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    data = (folder / name).read_bytes()
    manifest["files"][name] = {
        "rows": data.count(b"\n"),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def refuse(source: Path, tmp_path: Path, kind: type[GraphsError], words: str) -> None:
    target = tmp_path / "never.ledger"
    with pytest.raises(kind, match=words):
        load_archive(source, str(target))
    with pytest.raises(LedgerError.__mro__[1]):
        open_ledger(str(target))
    with create(str(target)) as made:  # the address is free, as if nothing had been tried
        assert made.head().number == 0


def test_a_changed_file_is_refused(folder: Path, tmp_path: Path) -> None:
    edit(folder, "organisation.jsonl", "鲜切花", "别的花")
    refuse(folder, tmp_path, InputError, "SHA-256 differ")


def test_a_changed_file_with_its_sum_made_right_is_refused(folder: Path, tmp_path: Path) -> None:
    edit(folder, "organisation.jsonl", "鲜切花", "别的花")
    resign(folder, "organisation.jsonl")
    refuse(folder, tmp_path, LedgerDamaged, "revision 1 differs")


def test_a_missing_file_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "unit.jsonl").unlink()
    refuse(folder, tmp_path, InputError, "unit.jsonl: is missing")


def test_a_file_the_manifest_does_not_list_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "supply.jsonl").write_text("")
    refuse(folder, tmp_path, InputError, "not listed")


def test_a_newer_archive_is_refused(folder: Path, tmp_path: Path) -> None:
    edit(folder, "manifest.json", '"schema": 1', '"schema": 2')
    refuse(folder, tmp_path, InputError, "newer version")


def test_names_in_a_zip_never_become_paths(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "evil.zip"
    with zipfile.ZipFile(target, "w") as made:
        for name, data in contents(folder).items():
            made.writestr(name, data)
        made.writestr("../../escaped.txt", "x")
    load_archive(target, str(tmp_path / "g.ledger")).close()
    assert not list(tmp_path.parent.rglob("escaped.txt"))


def test_a_manifest_that_names_a_path_is_refused(folder: Path, tmp_path: Path) -> None:
    edit(folder, "manifest.json", '"unit.jsonl"', '"../unit.jsonl"')
    refuse(folder, tmp_path, InputError, "unknown file")


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (folder / "unit.jsonl").rename(tmp_path / "unit.jsonl")
    (folder / "unit.jsonl").symlink_to(tmp_path / "unit.jsonl")
    refuse(folder, tmp_path, InputError, "is missing")


def test_a_line_without_end_is_refused_in_bounded_memory(folder: Path, tmp_path: Path) -> None:
    with (folder / "unit.jsonl").open("ab") as file:
        file.write(b'{"id": "' + b"x" * (2 << 20))
    refuse(folder, tmp_path, GraphsError, "too long")


def test_what_is_no_archive_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK nothing")
    for source in (tmp_path / "x.zip", tmp_path / "nowhere"):
        refuse(source, tmp_path, InputError, "no archive folder or zip")
        (tmp_path / "never.ledger").unlink()
    (tmp_path / "empty").mkdir()
    refuse(tmp_path / "empty", tmp_path, InputError, "not an archive of this program")


def test_an_archive_is_never_loaded_over_a_ledger(
    folder: Path, lite: Ledger, tmp_path: Path
) -> None:
    with pytest.raises(LedgerError, match="not overwritten"):
        load_archive(folder, str(tmp_path / "lite.ledger"))
    assert lite.verify().ok
