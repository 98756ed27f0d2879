"""Planning without a screen: ``plan``, ``proposal``, ``pack`` and ``country``."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import json
import re
import shutil
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from graphs.commands.plans.plan_questions import QUESTIONS
from graphs.ledger import Home, open_ledger
from graphs.model import Change, Hosting, Organisation, Ownership, Record, Unit
from graphs.planning import PlanSettings
from graphs.text import LANGUAGES, Language

ROOT = Path(__file__).parents[2]
PLANNER = ("--actor", "台账岗", "--note", "年度方案")
APPROVER = ("--actor", "审批岗", "--note", "同意")


@pytest.fixture
def exercise(home: Home) -> str:
    """A copy of the demonstration district to plan in."""
    return home.copy("demo", "exercise").key


def plan_of(run, *arguments: str) -> dict:
    answer = run("plan", "--json", *arguments)
    assert answer.code in (0, 1), answer.err
    return json.loads(answer.out)


@pytest.fixture
def chosen(run) -> tuple[str, str]:
    """A pair of the default plan of the demonstration district."""
    pair = plan_of(run, "--ledger", "demo")["pairs"][0]
    return pair["guest"], pair["host"]


def test_a_plan_that_leaves_guests_out_gives_exit_code_1(run) -> None:
    answer = run("plan", "--ledger", "demo", "--lang", "en")
    assert answer.code == 1
    assert "left out: " in answer.out
    assert "proved best" in answer.out


def test_a_plan_that_serves_everybody_gives_exit_code_0(run, chosen) -> None:
    guest, _ = chosen
    assert run("plan", "--ledger", "demo", "--guest", guest).code == 0


def test_the_same_question_has_the_same_plan_id_and_another_has_another(run) -> None:
    first, again = (plan_of(run, "--ledger", "demo")["plan"] for _ in range(2))
    assert first == again
    assert plan_of(run, "--ledger", "demo", "--preset", "chain")["plan"] != first


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_answered_in_either_language(run, chosen, language: Language) -> None:
    guest, host = chosen
    for key, question in QUESTIONS.items():
        [flag] = question.argument.flags
        of = {"one_more_slot": [host]}.get(key, [f"{guest}:{host}"])
        words = of if question.argument.metavar else []
        answer = run("plan", "--ledger", "demo", flag, *words, "--lang", language)
        assert answer.code == 0, answer.err
        assert answer.out.strip(), key
        value = run("plan", "--ledger", "demo", flag, *words, "--json")
        assert [each["question"] for each in json.loads(value.out)["answers"]] == [key]


def test_why_adds_up_to_the_score_in_the_plan(run, chosen) -> None:
    guest, host = chosen
    told = plan_of(run, "--ledger", "demo", "--why", f"{guest}:{host}")
    [answer] = told["answers"]
    [pair] = [p for p in told["pairs"] if (p["guest"], p["host"]) == chosen]
    assert sum(part["points"] for part in answer["parts"]) == answer["score"] == pair["score"]


def test_why_not_tells_the_exact_loss_of_forcing_the_pair(run, chosen) -> None:
    guest, taken = chosen
    told = plan_of(run, "--ledger", "demo")
    other = next(p["host"] for p in told["pairs"] if p["host"] != taken)
    asked = plan_of(run, "--ledger", "demo", "--why-not", f"{guest}:{other}")
    [answer] = asked["answers"]
    assert answer["kind"] in ("loss", "tie")
    forced = plan_of(run, "--ledger", "demo", "--lock", f"{guest}:{other}:试一试")
    assert told["totals"]["served"] - forced["totals"]["served"] == answer["loss"]["served"]
    assert told["totals"]["total"] - forced["totals"]["total"] == answer["loss"]["score"]


def test_locks_bans_budget_and_capacities_bind(run, chosen) -> None:
    guest, host = chosen
    without = plan_of(run, "--ledger", "demo", "--forbid", f"{guest}:{host}:距离偏远")
    assert chosen not in [(p["guest"], p["host"]) for p in without["pairs"]]
    assert len(plan_of(run, "--ledger", "demo", "--budget", "7")["pairs"]) == 7
    none = plan_of(run, "--ledger", "demo", "--capacity", f"{host}=0")
    assert host not in [p["host"] for p in none["pairs"]]


def test_settings_from_a_file_are_changed_by_arguments(run, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(PlanSettings(budget=3, objective="fairest").to_json(), encoding="utf-8")
    told = plan_of(run, "--ledger", "demo", "--settings", str(path), "--budget", "4")
    assert (len(told["pairs"]), told["settings"]["objective"]) == (4, "fairest")


def test_csv_and_xlsx_hold_the_pairs_of_the_plan(run, tmp_path: Path) -> None:
    table, book = tmp_path / "pairs.csv", tmp_path / "plan.xlsx"
    files = ("--csv", str(table), "--xlsx", str(book))
    told = plan_of(run, "--ledger", "demo", "--budget", "5", *files)
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    ends = [(p["guest"], p["host"]) for p in told["pairs"]]
    assert [(row["guest_id"], row["host_id"]) for row in rows] == ends
    sheet = load_workbook(book)["结对与依据"]
    assert [(row[0], row[2]) for row in sheet.iter_rows(min_row=2, values_only=True)] == ends
    assert run("plan", "--ledger", "demo", "--csv", str(table)).code == 2  # never overwritten


@pytest.mark.parametrize(
    "arguments",
    [
        ("--weight", "charm=1"),
        ("--weight", "distance=-1"),
        ("--lock", "a:b"),
        ("--capacity", "s1=many"),
        ("--scope", "village"),
        ("--settings", "no-such.json"),
        ("--guest", "nobody"),
        ("--why", "nobody:no-host"),
        ("--rework", "p0"),
        ("--draft", "2026"),
        ("--actor", "台账岗"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_planned_is_a_sentence(run, arguments, language: Language) -> None:
    answer = run("plan", "--ledger", "demo", "--lang", language, *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert bool(re.search("[\u4e00-\u9fff]", answer.err)) == (language == "zh")


def drafted(run, exercise: str, *more: str) -> str:
    size = ("--budget", "4", *more)
    assert run("plan", "--ledger", exercise, "--draft", "2026年结对", *size, *PLANNER).code == 1
    [only, *_] = json.loads(run("proposal", "list", "--ledger", exercise, "--json").out)
    return only["id"]


def stage(run, exercise: str, ident: str) -> str:
    told = json.loads(run("proposal", "show", ident, "--ledger", exercise, "--json").out)
    return told[0]["stage"]


def content(run, exercise: str, ident: str) -> tuple[str, str]:
    """The argument that says which content is approved, as ``show`` prints it."""
    told = json.loads(run("proposal", "show", ident, "--ledger", exercise, "--json").out)
    return "--content", told[0]["content"]


def test_a_plan_walks_from_draft_to_agreements(run, exercise: str) -> None:
    ident = drafted(run, exercise)
    for verb, *more in (
        ("submit", *PLANNER),
        ("approve", *APPROVER),
        ("sign", "--signed-on", "2026-07-20", "--ends-on", "2029-07-19", *PLANNER),
    ):
        seen = content(run, exercise, ident) if verb == "approve" else ()
        answer = run("proposal", verb, ident, "--ledger", exercise, *seen, *more)
        assert answer.code == 0, answer.err
    assert stage(run, exercise, ident) == "signed"
    _, *pairs = json.loads(run("proposal", "show", ident, "--ledger", exercise, "--json").out)
    assert all(pair["agreement"] for pair in pairs)
    assert run("verify", "--ledger", exercise).code == 0


def test_the_planner_s_own_approval_is_refused_with_exit_code_1(run, exercise: str) -> None:
    ident = drafted(run, exercise)
    run("proposal", "submit", ident, "--ledger", exercise, *PLANNER)
    seen = content(run, exercise, ident)
    line = ("proposal", "approve", ident, "--ledger", exercise, "--lang", "en", *seen)
    answer = run(*line, *PLANNER)
    assert answer.code == 1
    assert "another post than the planner's" in answer.err


def test_a_returned_proposal_is_planned_again_in_its_place(run, exercise: str) -> None:
    ident = drafted(run, exercise)
    run("proposal", "submit", ident, "--ledger", exercise, *PLANNER)
    run("proposal", "return", ident, "--ledger", exercise, *APPROVER)
    again = ("--rework", ident, "--budget", "2", "--draft", "2026年结对")
    assert run("plan", "--ledger", exercise, *again, *PLANNER).code == 1
    [told] = json.loads(run("proposal", "list", "--ledger", exercise, "--json").out)
    assert (told["id"], told["stage"], told["pairs"]) == (ident, "draft", 2)


def test_what_was_declined_is_planned_anew_around_what_was_accepted(run, exercise: str) -> None:
    ident = drafted(run, exercise)
    run("proposal", "submit", ident, "--ledger", exercise, *PLANNER)
    _, first, *rest = json.loads(run("proposal", "show", ident, "--ledger", exercise, "--json").out)
    decline = ("--decline", first["id"], *content(run, exercise, ident))
    assert run("proposal", "approve", ident, "--ledger", exercise, *decline, *APPROVER).code == 0
    told = plan_of(run, "--ledger", exercise, "--rework", ident)
    ends = {(p["guest"], p["host"]): p["locked"] for p in told["pairs"]}
    assert (first["guest"], first["host"]) not in ends
    assert all(ends[pair["guest"], pair["host"]] for pair in rest)


@pytest.mark.parametrize(
    "arguments",
    [
        ("submit",),
        ("list", "p1"),
        ("submit", "p0", *PLANNER),
        ("submit", "p0"),
        ("show", "p0", "--decline", "q1"),
        ("sign", "p0", *PLANNER),
        ("burn", "p0"),
    ],
)
def test_a_step_that_makes_no_sense_is_a_sentence(run, exercise: str, arguments) -> None:
    answer = run("proposal", *arguments, "--ledger", exercise)
    assert answer.code == 2
    assert answer.err


@pytest.mark.parametrize("language", LANGUAGES)
def test_pack_writes_the_papers_with_the_proof(run, exercise: str, tmp_path, language) -> None:
    ident = drafted(run, exercise, "--alliance-size", "3")
    target = tmp_path / "pack.zip"
    days = ("--signed-on", "2026-07-20", "--ends-on", "2029-07-19")
    line = ("pack", ident, "--ledger", exercise, "--lang", language, *days)
    assert run(*line, "--output", str(target)).code == 0
    with zipfile.ZipFile(target) as packed:
        told = json.loads(packed.read("manifest.json"))
        names = packed.namelist()
    assert told["proof_enclosed"] is True
    assert told["synthetic"] is True
    assert {"agreement-001.docx", "lists.xlsx", "plan.xlsx", "plan.json", "schedule.ics"} <= {
        *names
    }
    assert run(*line, "--output", str(tmp_path / "again.zip")).code == 0
    assert (tmp_path / "again.zip").read_bytes() == target.read_bytes()
    assert run(*line, "--output", str(target)).code == 2


def test_the_proof_of_chosen_guests_wants_the_same_guests_again(run, exercise, tmp_path) -> None:
    told = plan_of(run, "--ledger", exercise)
    guests = [word for pair in told["pairs"][:2] for word in ("--guest", pair["guest"])]
    kept = ("--draft", "两家", *PLANNER)
    assert run("plan", "--ledger", exercise, *guests, *kept).code == 0
    [item] = json.loads(run("proposal", "list", "--ledger", exercise, "--json").out)
    for more, enclosed in (([], False), (guests, True)):
        target = tmp_path / f"{enclosed}.zip"
        line = ("pack", item["id"], "--ledger", exercise, "--output", str(target))
        assert run(*line, *more).code == 0
        with zipfile.ZipFile(target) as packed:
            assert json.loads(packed.read("manifest.json"))["proof_enclosed"] is enclosed


def test_a_broken_template_is_told_and_nothing_is_written(run, exercise: str, tmp_path) -> None:
    ident = drafted(run, exercise)
    (tmp_path / "own.docx").write_text("no Word file", encoding="utf-8")
    line = ("pack", ident, "--ledger", exercise, "--template", "own.docx", "--output", "x.zip")
    answer = run(*line, "--lang", "en")
    assert answer.code == 2
    assert "is no Word file" in answer.err
    assert not (tmp_path / "x.zip").exists()


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small invented country of four counties."""
    from graphs.__main__ import main

    target = str(tmp_path_factory.mktemp("country") / "country.ledger")
    assert main(["generate", "country", target, "--counties", "4", "--organisations", "600"]) == 0
    return target


def country_of(run, city: str, *arguments: str) -> dict:
    answer = run("country", "--ledger", city, "--workers", "2", "--json", *arguments)
    assert answer.code in (0, 1), answer.err
    return json.loads(answer.out)


@contextlib.contextmanager
def dask_cluster(folder: Path) -> Iterator[str]:
    """A scheduler and two workers of one thread each, as processes of their own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"127.0.0.1:{port}"
    scheduler = ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port)]
    worker = ["distributed.cli.dask_worker", f"tcp://{address}", "--nthreads", "1"]
    quiet = ["--no-dashboard"]
    lines = [
        [*scheduler, *quiet],
        *([*worker, *quiet, "--nworkers", "1", "--local-directory", str(folder)] for _ in range(2)),
    ]
    with contextlib.ExitStack() as stack:
        for line in lines:
            started = stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", *line], cwd=ROOT,
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                )
            )  # fmt: skip
            stack.callback(started.kill)
        yield address


def test_the_plan_of_a_country_is_the_same_on_threads_processes_and_a_cluster(
    run, city: str, tmp_path: Path
) -> None:
    threads = country_of(run, city, "--executor", "threads")
    assert len(threads["counties"]) == 4
    assert threads["sound"]
    assert threads["optimal"]
    assert country_of(run, city, "--executor", "processes") == threads
    with dask_cluster(tmp_path) as address:
        assert country_of(run, city, "--executor", f"dask://{address}") == threads


def test_a_part_of_a_country_is_planned_alone(run, city: str, tmp_path: Path) -> None:
    whole = country_of(run, city, "--executor", "threads")
    table = tmp_path / "counties.csv"
    part = country_of(run, city, "--executor", "threads", "--under", "f0", "--csv", str(table))
    assert part["counties"] == whole["counties"]  # four counties lie in one prefecture
    assert table.read_text(encoding="utf-8-sig").count("\n") == 5


def test_a_county_of_a_country_has_the_plan_it_has_alone(run, city: str) -> None:
    whole = country_of(run, city, "--executor", "threads", "--preset", "nearby", "--check-rules")
    assert whole["served"] == sum(each["served"] for each in whole["counties"]) > 0
    for county in whole["counties"]:
        scope = f"division:{county['county']}"
        alone = plan_of(run, "--ledger", city, "--scope", scope, "--preset", "nearby")
        assert (alone["plan"], alone["totals"]["served"]) == (county["plan"], county["served"])


def test_a_district_alone_is_one_county(run) -> None:
    made = country_of(run, "demo", "--under", "yl", "--executor", "threads", "--check-rules")
    assert [each["county"] for each in made["counties"]] == ["yl"]
    assert made["counties"][0]["plan"] == plan_of(run, "--ledger", "demo")["plan"]


@pytest.mark.parametrize("more", [(), ("--check-rules",)])
def test_who_is_placed_in_a_prefecture_itself_is_planned_there(
    run, city: str, tmp_path: Path, more: tuple[str, ...]
) -> None:
    target = tmp_path / "own.ledger"
    shutil.copy(city, target)
    records: list[Record] = []
    for number, owner in enumerate((Ownership.state_owned, Ownership.private)):
        stem = f"city{number}"
        records += [
            Unit(id=f"{stem}-u", name=f"市属{number}公司", division="f0", ownership=owner),
            Organisation(id=stem, name=f"市属{number}公司党支部", division="f0"),
            Hosting(id=f"{stem}-h", organisation=stem, unit=f"{stem}-u"),
        ]
    with open_ledger(str(target)) as ledger:
        changes = (Change(record=record) for record in records)
        ledger.apply(*changes, actor="台账岗", note="市属", at=dt.datetime.now(dt.UTC))
    before = country_of(run, city, "--executor", "threads", *more)
    after = country_of(run, str(target), "--executor", "threads", *more)
    [direct] = [each for each in after["counties"] if each["county"] == "f0:direct"]
    assert (direct["guests"], direct["hosts"], direct["served"]) == (1, 1, 1)
    assert [each for each in after["counties"] if each != direct] == before["counties"]
    answer = run("country", "--ledger", str(target), "--executor", "threads", "--lang", "en", *more)
    assert "4 counties (and 1 prefectures or provinces" in answer.out


@pytest.mark.parametrize(
    ("where", "code"), [("cloud", 2), ("dask://", 2), ("dask://127.0.0.1:1", 3)]
)
def test_an_executor_that_is_not_there_is_a_sentence(run, city, where: str, code: int) -> None:
    answer = run("country", "--ledger", city, "--executor", where, "--lang", "en")
    assert answer.code == code
    assert answer.err
    assert "Traceback" not in answer.err
