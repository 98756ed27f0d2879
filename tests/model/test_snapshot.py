import datetime as dt
import pickle
from dataclasses import replace

import pytest
from factory import DAY, organisation, picture
from hypothesis import given
from hypothesis import strategies as st
from strategies import idents

from graphs.errors import InputError, NotFound
from graphs.model import Division, Hosting, Organisation, Profile, Scope, Snapshot, Unit, derived


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("whole", Scope()),
        ("division:d1", Scope("division", "d1")),
        ("chain:n1", Scope("chain", "n1")),
        ("ego:o1", Scope("ego", "o1", 1)),
        ("ego:o1:3", Scope("ego", "o1", 3)),
    ],
)
def test_an_address_names_a_scope(words: str, scope: Scope):
    assert Scope.parse(words) == scope


@given(st.sampled_from(("division", "chain", "ego")), idents, st.integers(1, 3))
def test_a_scope_comes_back_from_its_address(kind: str, ident: str, hops: int):
    scope = Scope(kind, ident, hops if kind == "ego" else 1)
    assert Scope.parse(scope.words) == scope


@pytest.mark.parametrize(
    "words",
    ["", "everything", "division", "division:", "chain::2", "division:d1:2", "ego", "ego::1",
     "ego:o1:0", "ego:o1:4", "ego:o1:-1", "ego:o1:2:3", "ego:o1:２", "whole:d1", "WHOLE"],
)  # fmt: skip
def test_refuses_an_address_that_names_no_scope(words: str):
    with pytest.raises(InputError, match="not a scope") as raised:
        Scope.parse(words)
    assert raised.value.problems[0].value == words


def test_records_come_sorted_by_id_whatever_their_order():
    places = [Division(id=i, name=i) for i in "cab"]
    forward, back = picture(places), picture(reversed(places))
    assert [each.id for each in forward.records(Division)] == ["a", "b", "c"]
    assert all(forward.tables[key].equals(back.tables[key]) for key in forward.tables)


def test_a_record_that_is_not_there_is_named():
    with pytest.raises(NotFound, match="Party organisation “o9”"):
        picture(organisation("s1")).get(Organisation, "o9")


def test_gets_the_record_that_is_there():
    assert picture(organisation("s1")).get(Unit, "u-s1").name == "s1公司"


def test_a_type_without_records_is_an_empty_table():
    snapshot = picture()
    assert snapshot.table("chain").num_rows == 0
    assert snapshot.column("chain", "name") == []
    assert snapshot.records(Hosting) == ()


def test_refuses_a_type_that_is_not_declared():
    with pytest.raises(KeyError, match="person"):
        picture().table("person")


def test_a_ledger_that_says_nothing_of_itself_has_a_profile_all_the_same():
    assert picture().profile == Profile(id="ledger", title="memory")


def test_one_invented_record_marks_the_snapshot():
    assert not picture(organisation("s1")).synthetic
    assert picture(organisation("s1"), Division(id="d", name="x", synthetic=True)).synthetic


def test_the_key_names_ledger_scope_and_both_clocks():
    one = Snapshot.from_records((), as_of=DAY, ledger="a", scope=Scope("chain", "n1"))
    assert one.key == ("a", 0, Scope("chain", "n1"), DAY, 0, "")
    assert one.key != Snapshot.from_records((), as_of=dt.date(2011, 1, 1), ledger="a").key


def test_decoded_records_cannot_be_changed():
    with pytest.raises(TypeError, match="item assignment"):
        picture(organisation("s1")).by_id(Unit)["u2"] = None


def test_what_is_derived_is_kept_with_the_snapshot_and_goes_with_it():
    calls: list[str] = []

    @derived
    def names(snapshot: Snapshot, prefix: str = "") -> list[str]:
        calls.append(prefix)
        return [f"{prefix}{each.id}" for each in snapshot.records(Organisation)]

    one, other = picture(organisation("s1")), picture(organisation("s1"))
    assert names(one) is names(one)
    assert names(one, "a") is names(one, "a")
    assert names(other) == names(one)
    assert calls == ["", "a", ""]
    assert replace(one, as_of=dt.date(2011, 1, 1))._derived == {}


def test_a_snapshot_keeps_a_bounded_number_of_answers():
    @derived
    def twice(snapshot: Snapshot, number: int) -> int:
        return 2 * number

    one = picture()
    assert [twice(one, number) for number in range(1000)] == list(range(0, 2000, 2))
    [answers] = one._derived.values()
    assert len(answers) <= 32


def test_nothing_is_derived_by_a_script():
    """A screen runs anew with each click, so its functions are other ones each time."""
    script = "def each(snapshot): ...\nkept = derived(each)"
    with pytest.raises(TypeError, match="declared in a module"):
        exec(script, {"__name__": "__main__", "derived": derived})  # noqa: S102  # ours


def test_a_snapshot_that_was_read_can_be_handed_to_a_child_process():
    one = picture(organisation("s1"))
    read = one.records(Organisation)
    again = pickle.loads(pickle.dumps(one))  # noqa: S301  # our own bytes
    assert again.key == one.key
    assert again.records(Organisation) == read
