import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.codes import check_credit_code, make_credit_code, parse_credit_code
from graphs.errors import InputError

# Codes made elsewhere, as GB 32100-2015 makes them.
SOUND = ("91350100M000100Y43", "91110000600037341L", "91110108551385082Q")
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize("code", SOUND)
def test_published_codes_are_sound(code: str):
    assert check_credit_code(code) == ()


def test_a_sound_code_has_its_parts():
    parts = parse_credit_code("91350100M000100Y43")
    assert (parts.authority, parts.category, parts.region, parts.body) == (
        "9",
        "1",
        "350100",
        "M000100Y4",
    )


@given(st.sampled_from(SOUND), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(code: str, place: int, character: str):
    wrong = code[:place] + character + code[place + 1 :]
    assert bool(check_credit_code(wrong)) is (wrong != code)


@given(st.sampled_from(SOUND), st.integers(0, 16))
def test_two_neighbours_that_change_places_are_always_found(code: str, place: int):
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert bool(check_credit_code(swapped)) is (swapped != code)


@given(st.integers(0, 31**8 - 1))
def test_made_codes_are_sound_and_carry_the_mark_of_invention(number: int):
    assert parse_credit_code(make_credit_code(number)).region == "000000"


@given(st.sets(st.integers(0, 31**8 - 1), min_size=2, max_size=20))
def test_made_codes_differ(numbers: set[int]):
    assert len({make_credit_code(number) for number in numbers}) == len(numbers)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", "18 characters are needed, not 0"),
        ("9135010", "18 characters are needed, not 7"),
        ("91350100M000100Y430", "18 characters are needed, not 19"),
        ("9135010OM000100Y43", "character 8 “O” is none of the code's"),
        ("91350100m000100y43", "character 9 “m” is none of the code's"),
        ("９1350100M000100Y43", "character 1 “９” is none of the code's"),
        ("91A50100M000100Y43", "characters 3 to 8 must be a division code"),
        ("91350100M000100Y44", "the last check digit should be 3"),
    ],
)
def test_says_what_is_wrong(code: str, reason: str):
    assert check_credit_code(code)[0].reason.en == reason


def test_both_check_digits_are_named_when_both_are_wrong():
    assert len(check_credit_code("91350100M000100Y53")) == 2


def test_a_look_alike_is_suggested():
    assert check_credit_code("9135010OM000100Y43")[0].remedy.zh == "是否应为 0"


def test_refuses_to_parse_an_unsound_code_with_every_problem():
    with pytest.raises(InputError, match="18 characters") as raised:
        parse_credit_code("123")
    assert raised.value.problems == check_credit_code("123")


def test_a_number_typed_into_a_workbook_is_no_code():
    assert check_credit_code("9.1350100E+17")
