import inspect
import pickle
import re

import pytest

from graphs import errors
from graphs.errors import ChangeRefused, GraphsError, InputError, Problem
from graphs.text import Text

CLASSES = [
    found
    for _, found in inspect.getmembers(errors, inspect.isclass)
    if issubclass(found, GraphsError)
]
MESSAGE = Text(zh="没有找到“甲”", en="“A” was not found")


@pytest.mark.parametrize("error", CLASSES, ids=lambda error: error.__name__)
def test_every_error_survives_the_way_from_a_child_process(error: type[GraphsError]):
    back = pickle.loads(pickle.dumps(error(MESSAGE)))  # noqa: S301  # our own bytes
    assert type(back) is error
    assert back.message == MESSAGE
    assert str(back) == MESSAGE.en


@pytest.mark.parametrize("error", [InputError, ChangeRefused])
def test_problems_survive_the_way_from_a_child_process(error: type[InputError]):
    problem = Problem(place=Text.same("A1"), reason=MESSAGE, value="x", remedy=MESSAGE)
    back = pickle.loads(pickle.dumps(error(MESSAGE, (problem,))))  # noqa: S301  # our own bytes
    assert back.problems == (problem,)


def test_the_tree_at_the_top_is_the_tree():
    drawn = re.findall(r"^[│├└─\s]*([A-Z]\w+)\s{2,}", errors.__doc__ or "", re.MULTILINE)
    assert sorted(drawn) == sorted(found.__name__ for found in CLASSES)


@pytest.mark.parametrize("error", CLASSES, ids=lambda error: error.__name__)
def test_every_error_says_its_message_in_both_languages(error: type[GraphsError]):
    raised = error(MESSAGE)
    assert (raised.say("zh"), raised.say("en")) == (MESSAGE.zh, MESSAGE.en)


def test_a_problem_says_where_what_why_and_what_to_do():
    problem = Problem(
        place=Text(zh="第 3 行", en="row 3"),
        value="2010-13",
        reason=Text(zh="没有这个月份", en="there is no such month"),
        remedy=Text(zh="改为 01 至 12", en="use 01 to 12"),
    )
    assert problem.sentence().zh == "第 3 行：“2010-13”：没有这个月份；改为 01 至 12"


def test_a_problem_shortens_a_flood_of_characters():
    problem = Problem(place=Text.same("A1"), reason=Text.same("太长"), value="党" * 5000)
    assert len(problem.sentence().zh) < 120
    assert "…" in problem.sentence().zh
