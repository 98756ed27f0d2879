"""Where a desk's ledgers live: what ships is made once and never changed; one's own are copies."""

from __future__ import annotations

import datetime as dt
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest
from ledger_factory import AT, district, put
from tampering import Tamper

from graphs.__main__ import main
from graphs.errors import (
    GraphsError,
    InputError,
    LedgerDamaged,
    LedgerError,
    LedgerReadOnly,
    NotFound,
)
from graphs.ledger import Home, create, first_records, open_ledger, shipped_ledgers
from graphs.ledger import home as home_module
from graphs.ledger.storage.tables import columns_fingerprint
from graphs.model import Actor, Change, Division, Organisation, Profile
from graphs.text import Text


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(folder=tmp_path / "var")


def files(home: Home) -> list[str]:
    return sorted(
        path.relative_to(home.folder).as_posix()
        for path in home.folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    )


def test_what_ships_is_listed_with_the_real_article_first(home: Home) -> None:
    shipped = [entry for entry in home.entries() if entry.kind == "shipped"]
    assert [entry.key for entry in shipped] == ["shangjie-2010", "demo"]
    assert all(entry.title.zh and entry.title.en for entry in shipped)
    assert not home.folder.exists()


def test_the_shared_ledger_comes_first_when_there_is_one(tmp_path: Path) -> None:
    home = Home(folder=tmp_path, shared_url="postgresql://somewhere/graphs")
    assert [entry.key for entry in home.entries()][:2] == ["shared", "shangjie-2010"]


@pytest.mark.postgres
def test_the_shared_ledger_is_open_for_writing(tmp_path: Path, postgres_database: str) -> None:
    create(postgres_database, ledger_id="district").close()
    home = Home(folder=tmp_path, shared_url=postgres_database)
    with home.open("shared") as ledger:
        put(ledger, *district())
        assert ledger.id == "district"
    assert files(home) == []


def test_a_shipped_ledger_is_made_on_first_use_and_read_only(home: Home) -> None:
    with home.open("shangjie-2010") as ledger:
        assert ledger.verify().ok
        with pytest.raises(LedgerReadOnly, match="copy it to your own"):
            put(ledger, Organisation(id="new:1", name="支部"))
        digest = ledger.head().digest
    [made] = files(home)
    layout = columns_fingerprint()[:8]
    assert made == f"shipped/shangjie-2010-{digest[:12]}-{layout}.ledger"
    before = (home.folder / made).stat().st_mtime_ns
    home.open("shangjie-2010").close()
    assert (home.folder / made).stat().st_mtime_ns == before
    assert files(home) == [made]


def test_data_of_a_later_version_ships_beside_the_earlier(tmp_path: Path) -> None:
    with create(str(tmp_path / "a.ledger"), ledger_id="small") as ledger:
        put(ledger, *district())
        ledger.export_archive(tmp_path / "data" / "small")
        home = Home(folder=tmp_path / "var", shipped=tmp_path / "data")
        home.open("small").close()
        put(ledger, Organisation(id="new:1", name="后来"))
        ledger.export_archive(tmp_path / "data" / "small")
    with home.open("small") as later:
        assert later.head().number == 2
    assert len(files(home)) == 2


def test_a_product_with_more_columns_makes_what_ships_anew(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.open("shangjie-2010").close()
    monkeypatch.setattr(shipped_ledgers, "columns_fingerprint", lambda: "another layout")
    with home.open("shangjie-2010") as ledger:
        assert ledger.verify().ok
    assert len(files(home)) == 2


def test_a_copy_is_one_s_own_and_keeps_history_and_proof(home: Home) -> None:
    with home.open("shangjie-2010") as shipped:
        digest = shipped.head().digest
    entry = home.copy("shangjie-2010", "我的台账")
    assert (entry.key, entry.kind, entry.title.en) == (
        "own-我的台账",
        "own",
        "Shangjie, reported 2010 (我的台账)",
    )
    with home.open(entry.key) as own:
        assert own.head().digest == digest
        put(own, Organisation(id="new:1", name="新支部", absent={}))
        assert own.verify(expect=digest).ok
    with home.open("shangjie-2010") as shipped:
        assert shipped.head().digest == digest
    assert entry in home.entries()


def test_a_ledger_is_listed_by_its_title_and_one_without_by_its_file(home: Home) -> None:
    titled = Profile(id="new:1", title="长堤镇台账", title_en="Changdi ledger")
    at = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    home.create("changdi", [Change(record=titled)], actor="台账岗", note="建账", at=at)
    assert home.entry("own-changdi").title == Text(zh="长堤镇台账", en="Changdi ledger")
    with home.open("own-changdi") as ledger:
        kept = ledger.profile()
        ledger.apply(
            Change(record=replace(kept, title="双桥镇台账")), actor="台账岗", note="更名", at=at
        )
        assert home.entry("own-changdi").title.zh == "双桥镇台账"  # while it is open elsewhere
    (home.folder / "own" / "damaged.ledger").write_bytes(b"no database")
    assert home.entry("own-damaged").title == Text.same("damaged")


def test_two_ledgers_of_one_title_are_told_apart_by_their_files(home: Home) -> None:
    for name in ("one", "two"):
        home.copy("shangjie-2010", name)
    titles = [each.title for each in home.entries()]
    assert len({each.zh for each in titles}) == len({each.en for each in titles}) == len(titles)
    assert home.entry("shangjie-2010").title.zh == "上街区（2010 年报道）"
    assert home.entry("own-two").title.zh.endswith("（two）")


def test_a_copy_never_overwrites_another(home: Home) -> None:
    home.copy("shangjie-2010", "mine")
    with pytest.raises(InputError, match="a ledger of that name exists"):
        home.copy("shangjie-2010", "mine")


@pytest.mark.parametrize("name", ["", ".hidden", "../out", "a/b", "a\\b", "x" * 61, "a b", "a\x00"])
def test_a_name_that_could_leave_the_folder_is_refused(home: Home, name: str) -> None:
    with pytest.raises(InputError, match="may use letters, digits"):
        home.copy("shangjie-2010", name)
    assert not (home.folder / "own").exists()


def test_a_ledger_that_is_not_there_is_named(home: Home) -> None:
    with pytest.raises(NotFound, match="there is no ledger “own-nobody”"):
        home.open("own-nobody")


@pytest.mark.parametrize("form", ["archive", "archive.zip"])
def test_an_archive_becomes_one_s_own(home: Home, tmp_path: Path, form: str) -> None:
    with create(str(tmp_path / "a.ledger"), ledger_id="test") as ledger:
        put(ledger, *district())
        ledger.export_archive(tmp_path / form)
        digest = ledger.head().digest
    entry = home.adopt(tmp_path / form, "restored")
    with home.open(entry.key) as own:
        assert own.verify(expect=digest).ok


def test_a_ledger_file_in_use_is_adopted_whole(home: Home, tmp_path: Path) -> None:
    with create(str(tmp_path / "live.ledger"), ledger_id="test") as live:
        put(live, *district())
        # What was written last is still in the log beside the file, and the file is in use.
        assert (tmp_path / "live.ledger-wal").stat().st_size > 0
        entry = home.adopt(tmp_path / "live.ledger", "restored")
        with home.open(entry.key) as own:
            assert own.verify(expect=live.head().digest).ok
            assert own.head() == live.head()


def test_a_backup_of_an_older_layout_is_adopted_and_brought_up_to_date(
    home: Home, tmp_path: Path
) -> None:
    with create(str(tmp_path / "a.ledger"), ledger_id="test") as ledger:
        put(ledger, *district())
        ledger.backup(tmp_path / "old.ledger")
    tamper = Tamper(str(tmp_path / "old.ledger"))
    tamper("UPDATE ledger SET columns = 'as they were'")
    tamper.engine.dispose()
    before = (tmp_path / "old.ledger").read_bytes()
    with home.open(home.adopt(tmp_path / "old.ledger", "old").key) as own:
        assert own.verify().ok
    assert (tmp_path / "old.ledger").read_bytes() == before


def test_what_is_no_ledger_leaves_nothing_behind(home: Home, tmp_path: Path) -> None:
    (tmp_path / "x.ledger").write_bytes(b"no ledger, but long enough to be looked at" * 40)
    (tmp_path / "x.zip").write_bytes(b"PK nothing")
    (tmp_path / "empty.ledger").write_bytes(b"")
    for name in ("x.ledger", "x.zip", "empty.ledger", "nowhere.zip", "nowhere.ledger"):
        with pytest.raises(GraphsError):
            home.adopt(tmp_path / name, "mine")
        assert files(home) == [], name
    assert all(entry.kind == "shipped" for entry in home.entries())


def test_a_ledger_file_that_was_tampered_with_is_refused(home: Home, tmp_path: Path) -> None:
    with create(str(tmp_path / "a.ledger"), ledger_id="test") as ledger:
        put(ledger, *district())
    tamper = Tamper(str(tmp_path / "a.ledger"))
    tamper("UPDATE unit SET name = 'x'")
    tamper.engine.dispose()
    with pytest.raises(LedgerDamaged, match=r"the proof fails.*content of revision 1 differs"):
        home.adopt(tmp_path / "a.ledger", "mine")
    assert files(home) == []


def test_an_archive_that_was_edited_leaves_nothing_behind(home: Home, tmp_path: Path) -> None:
    shutil.copytree(home.shipped / "shangjie-2010", tmp_path / "edited")
    path = tmp_path / "edited" / "statement.jsonl"
    path.write_text(path.read_text("utf-8").replace("32", "33", 1), encoding="utf-8")
    with pytest.raises(InputError):
        home.adopt(tmp_path / "edited", "mine")
    assert files(home) == []


def test_the_environment_names_folder_and_shared_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHS_HOME", str(tmp_path))
    monkeypatch.setenv("LEDGER_URL", " postgresql://somewhere/graphs\n")
    assert Home.from_environment() == Home(
        folder=tmp_path, shared_url="postgresql://somewhere/graphs"
    )
    monkeypatch.delenv("GRAPHS_HOME")
    monkeypatch.delenv("LEDGER_URL")
    home = Home.from_environment()
    assert (home.folder.name, home.shared_url) == ("var", None)


def test_the_backup_of_an_upgrade_is_restored_under_its_own_name(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "township.ledger"
    with create(str(path), ledger_id="test") as ledger:
        put(ledger, *district())
        digest = ledger.head().digest
    tamper = Tamper(str(path))
    tamper("UPDATE ledger SET columns = 'as they were'")
    tamper.engine.dispose()
    open_ledger(str(path)).close()
    monkeypatch.setenv("GRAPHS_HOME", str(home.folder))
    [backup] = tmp_path.glob("*.backup")
    assert main(["restore", str(backup), "back", "--expect", digest]) == 0
    with home.open("own-back") as back:
        assert back.head().digest == digest


def test_a_file_is_taken_for_what_it_holds(home: Home, tmp_path: Path) -> None:
    with create(str(tmp_path / "a.ledger"), ledger_id="test") as ledger:
        put(ledger, *district())
    (tmp_path / "a.ledger").rename(tmp_path / "renamed.bin")
    with home.open(home.adopt(tmp_path / "renamed.bin", "mine").key) as own:
        assert own.head().number == 1


@pytest.mark.parametrize("linked", [True, False])
def test_copies_of_one_name_made_at_once_are_one_copy(
    home: Home, monkeypatch: pytest.MonkeyPatch, linked: bool
) -> None:
    for key in ("shangjie-2010", "demo"):
        home.open(key).close()
    if not linked:  # as on a disk that knows no links
        monkeypatch.setattr("os.link", refused)
    meet = Barrier(4)
    usual = home_module.fresh_target

    def together(folder: Path, name: str) -> Path:
        path = usual(folder, name)
        meet.wait()
        return path

    monkeypatch.setattr(home_module, "fresh_target", together)

    def attempt(key: str) -> str:
        try:
            return home.copy(key, "mine") and key
        except LedgerError as error:
            return error.message.en

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(attempt, ["shangjie-2010", "demo"] * 2))
    told = [words for words in made if "exists" in words]
    [winner] = [key for key in made if key not in told]
    assert set(told) == {"a ledger of that name exists; choose another"}
    with home.open("own-mine") as own, home.open(winner) as source:
        assert own.head() == source.head()
    assert [path.name for path in (home.folder / "own").iterdir() if path.suffix == ".part"] == []


def refused(*_: object) -> None:
    raise OSError(95, "Operation not supported")


def test_a_new_ledger_is_whole_and_never_overwrites(home: Home) -> None:
    steps = first_records(
        title="上街", title_en="Shangjie", district="410106", post="台账岗", today=AT.date()
    )
    entry = home.create("new", steps, actor="台账岗", note="新建", at=AT)
    with home.open(entry.key) as made:
        assert made.verify().ok
        assert made.profile().home == "d410106"
        assert made.snapshot().as_of == dt.datetime.now().astimezone().date()
        assert [each.name for each in made.snapshot().records(Division)] == [
            "河南省", "郑州市", "上街区",
        ]  # fmt: skip
        assert [each.post for each in made.snapshot().records(Actor)] == ["台账岗"]
    with pytest.raises(InputError, match="exists"):
        home.create("new", steps, actor="台账岗", note="新建", at=AT)
    with pytest.raises(InputError) as wrong:
        first_records(title=" ", district="999999", post="", today=AT.date())
    assert len(wrong.value.problems) == 3


def test_the_day_of_a_ledger_that_names_none_is_that_of_its_clock(tmp_path: Path) -> None:
    steps = first_records(title="x", district="410106", post="岗", today=AT.date())
    day = dt.datetime(2031, 5, 6, 7, tzinfo=dt.UTC)
    with create(str(tmp_path / "a.ledger"), clock=lambda: day) as ledger:
        ledger.apply(*steps, actor="岗", note="新", at=AT)
        assert ledger.snapshot().as_of == day.date()
