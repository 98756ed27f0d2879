import dataclasses
import inspect

import pytest
from nonempty import nonempty

from graphs import model
from graphs.model import RECORDS, Choice, Division, Organisation, PartialDate, Quantity, record_type
from graphs.model.columns import column

EVERY = pytest.mark.parametrize("declared", RECORDS.values(), ids=lambda declared: declared.key)

ISSUE = {
    "source", "citation", "division", "unit", "organisation", "alias", "superior", "membership",
    "hosting", "lineage", "agreement", "signatory", "activity", "chain", "segment",
    "chain_member", "supply", "tie", "statement", "list_item", "actor",
}  # fmt: skip


def test_declares_the_record_types_of_the_domain():
    assert set(RECORDS) >= ISSUE


@EVERY
def test_every_column_has_words_in_both_languages(declared: model.RecordType):
    for each in nonempty(declared.columns):
        assert each.label.zh.strip()
        assert each.label.en.strip()
        assert each.label.zh != each.label.en


@EVERY
def test_every_reference_names_a_record_type(declared: model.RecordType):
    for each in nonempty(declared.columns):
        assert set(each.references) <= set(RECORDS)
        assert not each.references or each.value is str


@EVERY
def test_stored_columns_have_names_and_labels_of_their_own(declared: model.RecordType):
    names = [part.name for part in declared.stored]
    assert len(names) == len(set(names))
    labels = [part.label for part in declared.stored]
    assert len(labels) == len(set(labels))


@EVERY
def test_labels_do_not_clash_in_a_workbook_header(declared: model.RecordType):
    for language in ("zh", "en"):
        heads = [part.label.say(language) for part in declared.stored]
        assert len(heads) == len(set(heads))


@EVERY
def test_records_are_frozen_and_keyword_only(declared: model.RecordType):
    assert declared.cls.__dataclass_params__.frozen  # type: ignore[attr-defined]
    for name, parameter in inspect.signature(declared.cls).parameters.items():
        assert parameter.kind is inspect.Parameter.KEYWORD_ONLY, name


def test_a_record_cannot_be_changed():
    place = Division(id="d1", name="上街区")
    with pytest.raises(dataclasses.FrozenInstanceError):
        place.name = "管城区"


@pytest.mark.parametrize(
    ("column_value", "suffixes"),
    [
        (PartialDate, ("", "_printed", "_inferred")),
        (Quantity, ("_operator", "", "_upper", "_printed")),
    ],
)
def test_compound_values_are_kept_in_scalar_columns(column_value: type, suffixes: tuple[str, ...]):
    found = next(
        each for kind in RECORDS.values() for each in kind.columns if each.value is column_value
    )
    assert [part.name for part in found.stored()] == [found.name + end for end in suffixes]


def test_absence_is_given_as_a_mapping_or_as_pairs_and_kept_sorted():
    why = model.Absence.not_stated
    given = Organisation(id="o1", absent={"name": why, "founded_on": why})
    assert given.absent == (("founded_on", why), ("name", why))
    assert given == Organisation(id="o1", absent=(("name", why), ("founded_on", why)))
    assert given.absence("name") is why
    assert given.absence("division") is None


def test_finds_a_type_by_key_record_and_class():
    assert record_type("division") is record_type(Division)
    assert record_type(Division(id="d", name="x")) is record_type(Division)


def test_refuses_what_is_not_declared():
    with pytest.raises(KeyError, match="person"):
        record_type("person")
    with pytest.raises(KeyError, match="phone"):
        record_type("unit").column("phone")
    with pytest.raises(KeyError, match="Record"):
        record_type(model.Record)


def test_a_column_is_declared_in_one_line():
    declared = column(zh="总机", en="Switchboard", references="unit", default=None)
    assert declared.metadata["references"] == ("unit",)
    assert declared.default is None


@pytest.mark.parametrize(
    "choices",
    sorted(Choice.__subclasses__(), key=lambda each: each.__name__),
    ids=lambda each: each.__name__,
)
def test_every_closed_list_has_distinct_words_in_both_languages(choices: type[Choice]):
    for language in ("zh", "en"):
        words = [member.label.say(language) for member in choices]
        assert all(words)
        assert len(words) == len(set(words))


def test_every_ownership_stands_on_a_side():
    sides = {ownership.name: ownership.side.name for ownership in model.Ownership}
    assert sides["state_owned"] == sides["state_holding"] == "soe"
    assert sides["private"] == sides["foreign"] == sides["non_public"] == "non_public"
    assert sides["public_body"] == sides["village"] == "other"
    assert sides["mixed"] == "unknown"


def test_nothing_that_could_hold_a_persons_name_is_declared():
    personal = ("secretary_name", "contact", "person", "phone", "mobile", "id_card")
    for kind in RECORDS.values():
        told = [each for each in kind.columns if each.name in personal]
        assert all(each.value is model.PostStatus for each in told)
    assert record_type("organisation").column("secretary").value is model.PostStatus


def test_every_record_column_says_what_it_holds() -> None:
    columns = [column for declared in RECORDS.values() for column in declared.columns]
    assert columns
    assert [each.name for each in columns if not (each.definition.zh and each.definition.en)] == []
