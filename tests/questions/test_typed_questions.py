"""A question typed in words is matched offline, with its parameters read from the words."""

from __future__ import annotations

import pytest
from factory import picture
from hypothesis import given
from strategies import words

from graphs.model import Chain, Division, Organisation, Snapshot
from graphs.questions import QUESTIONS, understand

CASES = (
    ("谁没有结对", "unpaired", {}),
    ("誰沒有結對", "unpaired", {}),
    ("白石镇谁还没结对", "unpaired", {"division": "yl-t2"}),
    ("who has no partner", "unpaired", {}),
    ("unpaird organisations", "unpaired", {}),
    ("60 天内到期的协议", "ending_soon", {"days": "60"}),
    ("６０天内到期", "ending_soon", {"days": "60"}),
    ("哪些协议两个月内到期", "ending_soon", {"days": "60"}),
    ("三十天内到期", "ending_soon", {"days": "30"}),
    ("who ends within 60 days", "ending_soon", {"days": "60"}),
    ("agreements ending soon, in 3 weeks", "ending_soon", {"days": "21"}),
    ("半年没有活动的结对", "dormant_pairs", {"months": "6"}),
    ("一年没有活动", "dormant_pairs", {"months": "12"}),
    ("inactive pairs, 9 months", "dormant_pairs", {"months": "9"}),
    ("哪些国企没有结对", "host_load", {"which": "none"}),
    ("超过5对的国企", "host_load", {"pairs": "5", "which": "more"}),
    ("hosts with more than 5 pairs", "host_load", {"pairs": "5", "which": "more"}),
    ("结对过多的国企", "host_load", {"which": "over"}),
    ("该换届的党组织", "elections", {}),
    ("overdue elections", "elections", {"which": "overdue"}),
    ("2025-01-01 到 2025年12月31日 有什么变化", "changes", {"since": "2025-01-01", "until": "2025-12-31"}),
    ("what changed between 2025-01-01 and 2025-12-31", "changes", {"since": "2025-01-01", "until": "2025-12-31"}),
    ("跨乡镇的结对", "crossings", {"which": "towns"}),
    ("同一产业链的结对", "crossings", {"which": "chain"}),
    ("如果云岭仓储集团党总支退出", "departures", {"organisation": "yl-s20"}),
    ("who would lose every partner", "departures", {}),
    ("空白环节", "empty_segments", {}),
    ("云岭仓储集团党总支和谁结对", "partners", {"organisation": "yl-s20"}),
    ("仓储集团和谁结对", "partners", {"organisation": "yl-s20"}),
    ("云岭仓储集团党总支和云岭税务分局机关党支部怎样相连", "connection", {"start": "yl-s20", "stop": "yl-b1"}),
    ("没有来源的记录", "record_gaps", {"which": "unsourced"}),
    ("机关结对", "other_signatories", {}),
    ("到期未续的协议", "renewals", {"which": "lapsed"}),
    ("renewed late", "renewals", {"which": "late"}),
)  # fmt: skip


@pytest.mark.parametrize(("typed", "key", "given"), CASES)
def test_words_are_taken_for_the_question_they_mean(
    typed: str, key: str, given: dict[str, str], demo: Snapshot
) -> None:
    best = understand(typed, demo)[0]
    assert (best.question, dict(best.given)) == (key, given)


@pytest.mark.parametrize("key", list(QUESTIONS))
def test_every_way_to_ask_a_question_is_taken_for_it(key: str, demo: Snapshot) -> None:
    declared = QUESTIONS[key]
    for typed in (*declared.says, declared.label.zh, declared.label.en):
        assert key in [each.question for each in understand(typed, demo)], typed


@pytest.mark.parametrize("typed", ["", "   ", "asdfgh", "今天天气怎么样", "12345", "？？"])
def test_nonsense_is_taken_for_nothing(typed: str, demo: Snapshot) -> None:
    assert not any(each.certain for each in understand(typed, demo))


@given(words)
def test_no_words_are_too_strange(typed: str) -> None:
    small = picture(
        Organisation(id="s1", name="甲党支部"),
        Division(id="d1", name="东镇"),
        Chain(id="c1", name="花卉"),
    )
    for each in understand(typed, small):
        for parameter in QUESTIONS[each.question].parameters:
            if parameter.key in each.given:
                parameter.read(each.given[parameter.key], small)


def test_a_number_out_of_range_is_left_to_the_default(demo: Snapshot) -> None:
    assert dict(understand("99999 天内到期", demo)[0].given) == {}
