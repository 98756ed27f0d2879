import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.text import LANGUAGES, Text


def test_both_languages_are_required():
    with pytest.raises(TypeError, match="en"):
        Text(zh="只有中文")


def test_says_each_language():
    words = Text(zh="结对", en="pair")
    assert [words.say(language) for language in LANGUAGES] == ["结对", "pair"]


def test_fills_each_language_with_its_own_words():
    filled = Text(zh="{who}：{n} 对", en="{who}: {n} pairs").format(
        who=Text(zh="台账", en="ledger"), n=32
    )
    assert filled == Text(zh="台账：32 对", en="ledger: 32 pairs")


def test_refuses_a_place_nobody_fills():
    with pytest.raises(KeyError, match="count"):
        Text(zh="{count}", en="{count}").format(number=3)


@given(st.text(), st.text())
def test_what_is_filled_in_is_never_filled_again(zh: str, en: str):
    value = Text(zh="{" + zh + "}", en="{" + en + "}")
    filled = Text(zh="甲{x}", en="A{x}").format(x=value)
    assert filled == Text(zh="甲{" + zh + "}", en="A{" + en + "}")


def test_adding_and_joining_keep_the_languages_apart():
    a, b = Text(zh="甲", en="A"), Text(zh="乙", en="B")
    assert a + b == Text(zh="甲乙", en="AB")
    assert Text.join([a, b]) == Text(zh="甲、乙", en="A, B")
    assert Text.join((a, b), zh="；", en="; ") == Text(zh="甲；乙", en="A; B")
    assert Text.join([]) == Text.same("")


def test_texts_are_frozen():
    with pytest.raises(AttributeError):
        Text(zh="甲", en="A").zh = "乙"
