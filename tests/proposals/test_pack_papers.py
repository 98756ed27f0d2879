"""The agreement pack: everything in it, its manifest, and the evidence of every pair."""

import dataclasses
import hashlib
import io
import json
from typing import Any

import pytest
from openpyxl import load_workbook
from paper_cases import DAY, SETTINGS, files_of, picture, template_with, view_of, words_of

from graphs.model import Decision, ProposalStage, Snapshot
from graphs.planning import (
    CRITERIA,
    SETTING_LABELS,
    Plan,
    PlanningProblem,
    PlanSettings,
    in_points,
    plan,
    problem_from_snapshot,
    why,
)
from graphs.proposals import ProposalView, agreement_pack
from graphs.text import LANGUAGES, Language


def solved(snapshot: Snapshot) -> tuple[PlanningProblem, Plan]:
    problem = problem_from_snapshot(snapshot)
    return problem, plan(problem, SETTINGS)


def packed(
    language: Language = "zh", *, with_plan: bool = True, **more: object
) -> dict[str, bytes]:
    snapshot = picture()
    given = {"plan": solved(snapshot), **more} if with_plan else more
    return files_of(
        agreement_pack(snapshot, view_of(snapshot), basis=snapshot, language=language, **given)
    )


def sheet_of(content: bytes, name: str) -> list[tuple[object, ...]]:
    return list(load_workbook(io.BytesIO(content))[name].iter_rows(values_only=True))


def test_the_pack_holds_agreements_lists_plan_proof_and_manifest() -> None:
    assert sorted(packed()) == [
        "agreement-001.docx", "agreement-002.docx", "lists.xlsx", "manifest.json", "plan.json",
        "plan.xlsx",
    ]  # fmt: skip


def test_the_schedule_goes_along_once_a_day_is_known() -> None:
    assert b"VEVENT" in packed(signed_on=DAY)["schedule.ics"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manifest_names_every_file_with_its_digest(language: Language) -> None:
    files = packed(language)
    told = json.loads(files.pop("manifest.json"))
    assert {name: entry["sha256"] for name, entry in told["files"].items()} == {
        name: hashlib.sha256(body).hexdigest() for name, body in files.items()
    }
    assert (told["proposal"], told["agreements"], told["pairs"]) == ("p1", 2, 3)
    assert told["plan"] == json.loads(files["plan.json"])["plan"]
    assert told["language"] == language


def test_the_same_proposal_gives_the_same_bytes() -> None:
    snapshot = picture()
    both = [
        agreement_pack(snapshot, view_of(snapshot), basis=snapshot, language="zh", signed_on=DAY)
        for _ in range(2)
    ]
    assert both[0] == both[1]


def test_every_pair_has_a_row_with_each_criterion_and_the_reason() -> None:
    head, *rows = sheet_of(packed()["plan.xlsx"], "结对与依据")
    problem, _ = solved(picture())
    assert [(row[0], row[2]) for row in rows] == [("o2", "o0"), ("o3", "o0"), ("o4", "o1")]
    for row in rows:
        beside = [(str(each[0]), str(each[2])) for each in rows]
        found = why(problem, SETTINGS, str(row[0]), str(row[2]), beside=beside)
        told = dict(zip(head, row, strict=True))
        assert told["得分"] == pytest.approx(in_points(found.score))
        assert told["缺失占比"] == pytest.approx(found.missing)
        assert told["理由"] == found.sentence.zh
        for part in found.parts:
            if part.criterion not in CRITERIA:
                continue
            assert told[CRITERIA[part.criterion].label.zh] == (
                None
                if part.evidence.score is None
                else pytest.approx(part.evidence.score, abs=1e-6)
            )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_plan_prints_on_a4_with_whole_reasons_in_the_readers_language(
    language: Language,
) -> None:
    book = load_workbook(io.BytesIO(packed(language)["plan.xlsx"]))
    for page in book.worksheets:
        assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
        assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.print_title_rows == "$1:$1"
        assert "&P" in page.oddFooter.right.text or "Page" in page.oddFooter.right.text
    [pairs_page, *_] = book.worksheets
    heads = [cell.value for cell in pairs_page[1]]
    reason = pairs_page.cell(2, heads.index({"zh": "理由", "en": "Reason"}[language]) + 1)
    style = pairs_page.column_dimensions[reason.column_letter]
    assert style.alignment.wrap_text
    assert style.width > 40
    assert ("score" in str(reason.value)) == (language == "en")


def test_totals_settings_and_proof_are_sheets_of_their_own() -> None:
    book = packed("en")["plan.xlsx"]
    assert dict(sheet_of(book, "Totals"))["Pairs"] == 3
    settings = dict(sheet_of(book, "Settings"))
    assert settings["New pairs per host"] == 2
    assert settings["Criteria without data count"] == "as the mean of all pairs"
    assert {each.en for each in SETTING_LABELS.values()} - {"Weights"} <= settings.keys()
    proof = dict(sheet_of(book, "Proof"))
    assert proof["Proved best"] is True
    assert proof["Value"] == proof["Bound"]


def test_another_plan_proves_nothing_about_this_proposal() -> None:
    snapshot = picture()
    problem = problem_from_snapshot(snapshot)
    other = (problem, plan(problem, PlanSettings(host_high=1)))
    files = files_of(
        agreement_pack(snapshot, view_of(snapshot), basis=snapshot, language="zh", plan=other)
    )
    assert "plan.json" not in files
    assert json.loads(files["manifest.json"])["proof_enclosed"] is False
    assert len(sheet_of(files["plan.xlsx"], "结对与依据")) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_its_plan_the_paper_says_the_scores_and_reasons_that_were_approved(
    language: Language,
) -> None:
    # Missing data counts as the mean of all candidates: of the pairs alone it would be another.
    snapshot = picture()
    view = _with_pair(view_of(snapshot), score=0.987654)
    files = files_of(agreement_pack(snapshot, view, basis=snapshot, language=language))
    book = load_workbook(io.BytesIO(files["plan.xlsx"]))
    head, *rows = book.worksheets[0].iter_rows(values_only=True)
    columns = {"zh": ("得分", "理由"), "en": ("Score", "Reason")}[language]
    shown = [tuple(row[list(head).index(name)] for name in columns) for row in rows]
    assert shown == [
        (pytest.approx(100 * pair.score), pair.reason_en if language == "en" else pair.reason)
        for pair in view.pairs
    ]
    assert shown[0][0] == pytest.approx(98.7654)


def _with_pair(view: ProposalView, **changes: Any) -> ProposalView:
    first = dataclasses.replace(view.pairs[0], **changes)
    return dataclasses.replace(view, pairs=(first, *view.pairs[1:]))


@pytest.mark.parametrize(
    "changes", [{"guest": "o4"}, {"host": "o1"}, {"score": 0.99}, {"reason": "…"}, {"alliance": 7}]
)
def test_a_proposal_changed_after_it_was_planned_gets_no_proof(changes: dict[str, Any]) -> None:
    # Its plan id is still right: only the judge of the stored pairs can tell.
    snapshot = picture()
    view = _with_pair(view_of(snapshot), **changes)
    made = solved(snapshot)
    files = files_of(agreement_pack(snapshot, view, basis=snapshot, language="zh", plan=made))
    assert view.proposal.plan == made[1].id
    assert json.loads(files["manifest.json"])["proof_enclosed"] is False


def test_a_plan_that_was_tampered_with_is_not_enclosed() -> None:
    snapshot = picture()
    problem, made = solved(snapshot)
    better = dataclasses.replace(made, totals=dataclasses.replace(made.totals, total=10**7))
    pack = agreement_pack(
        snapshot, view_of(snapshot), basis=snapshot, language="zh", plan=(problem, better)
    )
    assert "plan.json" not in files_of(pack)


def test_lists_say_whose_item_it_is_and_what_it_meets() -> None:
    rows = sheet_of(packed()["lists.xlsx"], "需求资源项目清单")
    found = {row[5]: (row[0], row[1], row[7]) for row in rows}
    assert found["工艺指导"] == (1, "乙方", "甲方：技师")
    assert found["技师"] == (1, "甲方", "乙方：工艺指导")
    assert found["集采"] == (2, "甲方", None)


def test_only_accepted_pairs_are_printed_once_approved_but_every_decision_is_listed() -> None:
    snapshot = picture(stage=ProposalStage.approved)
    view = view_of(snapshot)
    decided = tuple(
        dataclasses.replace(
            pair, decision=Decision.declined if pair.guest == "o3" else Decision.accepted
        )
        for pair in view.pairs
    )
    view = dataclasses.replace(view, pairs=decided)
    files = files_of(agreement_pack(snapshot, view, basis=snapshot, language="zh"))
    assert "丙方" not in words_of(files["agreement-001.docx"])
    assert "审批岗" in words_of(files["agreement-001.docx"])
    head, *rows = sheet_of(files["plan.xlsx"], "结对与依据")
    assert [row[head.index("批准意见")] for row in rows] == ["同意", "不同意", "同意"]


def test_an_office_s_own_template_is_used() -> None:
    files = packed(template=template_with("本区协议：{{ parties[1].name }}"))
    assert words_of(files["agreement-002.docx"]) == "本区协议：公司4党支部"


def test_names_that_look_like_formulas_stay_text() -> None:
    snapshot = picture(o2="=1+1")
    files = files_of(agreement_pack(snapshot, view_of(snapshot), basis=snapshot, language="zh"))
    assert sheet_of(files["plan.xlsx"], "结对与依据")[1][1] == "'=1+1"
