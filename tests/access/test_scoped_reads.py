"""Reading is scoped: whatever way a visitor asks, nothing of the other town comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from two_towns import AT, MARK, OTHER, POST, TOWN, of_role, records, visitor

from graphs.access import ONE_DESK, RIGHTS, Area, Role
from graphs.errors import AccessRefused, GraphsError, NotFound
from graphs.ledger import Ledger, create, open_to
from graphs.ledger.restricted_ledger import OPEN_TO_ALL, RestrictedLedger
from graphs.model import Agreement, Chain, Change, Division, Organisation, Scope, Snapshot, Unit

FOREIGN = ("o3", "u3", "v2", "t2", "a2", "n2", "al2", "act2", "li1", "st2", "cm2", "w2", "s2", "k2")
UNKNOWN = "nobody"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with create(str(tmp_path_factory.mktemp("towns") / "a.ledger"), ledger_id="towns") as made:
        made.apply(*(Change(record=each) for each in records()), actor=POST, note="初始", at=AT)
        later = Organisation(id="o3", name=f"{MARK}新支部", division="v2")
        made.apply(
            Change(record=later, effective=dt.date(2026, 1, 1)), actor=POST, note=MARK, at=AT
        )
        yield made


@pytest.fixture
def town(whole: Ledger) -> Ledger:
    return open_to(whole, of_role(Role.steward))


def words(snapshot: Snapshot) -> str:
    return "\n".join(
        f"{kind}: {row}" for kind, table in snapshot.tables.items() for row in table.to_pylist()
    )


@pytest.mark.parametrize("scope", [Scope(), TOWN, Scope("division", "v1"), Scope("ego", "o1", 3)])
def test_a_picture_holds_its_own_and_partners_by_name_only(town: Ledger, scope: Scope) -> None:
    picture = town.snapshot(scope)
    assert MARK not in words(picture)
    assert "o1" in picture.by_id(Organisation)
    partner = picture.by_id(Organisation)["o2"]
    assert (partner.name, partner.seal_name, partner.note) == ("乙支部", None, None)
    assert "o2" in picture.stubs
    assert set(picture.by_id(Agreement)) == {"a1"}
    assert {"v2", "o3", "a2", "n2"}.isdisjoint(
        {*picture.by_id(Division), *picture.by_id(Organisation), *picture.by_id(Chain)}
    )
    assert set(picture.homes) <= set(picture.by_id(Organisation))


@pytest.mark.parametrize(
    ("grants", "shown"),
    [
        (("steward@whole",), Scope("division", "c")),
        (("steward@division:c",), Scope("division", "c")),
        (("steward@division:t1",), TOWN),
        (("viewer@division:nowhere", "viewer@division:t1"), TOWN),
        (("analyst@chain:n2",), Scope("chain", "n2")),
    ],
)
def test_who_names_no_scope_is_shown_the_widest_of_his_own(
    whole: Ledger, grants: tuple[str, ...], shown: Scope
) -> None:
    ledger = open_to(whole, visitor(*grants))
    assert ledger.shown_scope() == shown
    assert ledger.shown_scope(shown) == shown


def test_the_whole_ledger_is_his_own_place_to_a_visitor_of_one(whole: Ledger, town: Ledger) -> None:
    assert whole.shown_scope(Scope()) == Scope()
    assert town.shown_scope(Scope()) == TOWN
    with pytest.raises(NotFound):
        town.shown_scope(OTHER)


def test_a_place_that_is_not_in_this_ledger_is_offered_to_nobody(whole: Ledger) -> None:
    elsewhere = open_to(whole, visitor("viewer@division:nowhere"))
    assert elsewhere.divisions() == ()


def test_a_chain_across_the_border_shows_its_own_members(town: Ledger) -> None:
    picture = town.snapshot(TOWN)
    assert "u1" in picture.by_id(Unit)
    assert "u3" not in picture.by_id(Unit)
    assert "n1" in picture.by_id(Chain)


@pytest.mark.parametrize(
    "scope",
    [OTHER, Scope("division", "c"), Scope("division", "v2"), Scope("chain", "n2"),
     Scope("chain", "n1"), Scope("ego", "o2"), Scope("ego", "o3", 2)],
    ids=lambda scope: scope.words,
)  # fmt: skip
def test_a_foreign_scope_is_answered_as_one_that_is_not_there(town: Ledger, scope: Scope) -> None:
    nowhere = Scope(scope.kind, UNKNOWN, scope.hops)
    said = []
    for asked in (scope, nowhere):
        with pytest.raises(NotFound) as refused:
            town.snapshot(asked)
        said.append(refused.value.message.zh.replace(asked.id, "…"))
        with pytest.raises(NotFound):
            town.search("支部", scope=asked)
    assert said[0] == said[1]


ASKED: dict[str, Callable[[Ledger, str], object]] = {
    "history": lambda ledger, ident: ledger.history(ident),
    "naming": lambda ledger, ident: ledger.naming(ident),
    "division": lambda ledger, ident: ledger.division(ident),
    "divisions": lambda ledger, ident: ledger.divisions(ident),
    "proposal_basis": lambda ledger, ident: ledger.proposal_basis(ident, at=AT),
    "search": lambda ledger, ident: ledger.search(ident),
}


def answer(ask: Callable[[Ledger, str], object], ledger: Ledger, ident: str) -> str:
    try:
        return repr(ask(ledger, ident)).replace(ident, "…")
    except GraphsError as error:
        return f"{type(error).__name__} {error.message.zh}".replace(ident, "…")


@pytest.mark.parametrize("ident", FOREIGN)
@pytest.mark.parametrize("door", list(ASKED))
def test_a_foreign_id_is_answered_as_one_that_was_never_used(
    town: Ledger, door: str, ident: str
) -> None:
    assert answer(ASKED[door], town, ident) == answer(ASKED[door], town, UNKNOWN)


@pytest.mark.parametrize("text", [MARK, "秘密村", "mimi", "乙镇", "旧名", "91350100M000100Y43"])
def test_search_finds_nothing_foreign(whole: Ledger, town: Ledger, text: str) -> None:
    assert town.search(text) == ()
    assert text == "mimi" or whole.search(text)


def test_search_finds_its_own(town: Ledger) -> None:
    assert {"o1", "o4"} <= {hit.id for hit in town.search("支部")}
    assert {hit.id for hit in town.search("老甲")} == {"o1"}
    assert {hit.id for hit in town.search("联建")} == {"a1"}


def test_revisions_and_counts_are_of_its_own(town: Ledger) -> None:
    assert [each.number for each in town.revisions()] == [1]
    assert {each.id for each in town.difference(1)} & set(FOREIGN) == set()
    with pytest.raises(NotFound, match="no revision 2"):
        town.difference(2)
    assert (town.head().note, town.head().actor) == ("", "")
    [own] = town.divisions()
    assert (own.id, own.organisations) == ("t1", 2)
    assert town.undo_refusal(2) is None
    assert MARK not in repr([town.history("o1"), town.naming("o1"), town.difference(1)])


def test_whole_proofs_and_copies_are_for_who_keeps_the_whole(town: Ledger, tmp_path: Path) -> None:
    with pytest.raises(AccessRefused):
        town.verify()
    with pytest.raises(AccessRefused):
        town.backup(tmp_path / "copy.ledger")
    with pytest.raises(AccessRefused):
        town.export_archive(tmp_path / "archive.zip")
    assert list(tmp_path.iterdir()) == []
    assert town.damage() is None


def test_every_public_door_is_narrowed_or_declared() -> None:
    public = {name for name in dir(Ledger) if not name.startswith("_")}
    narrowed = {name for name in vars(RestrictedLedger) if not name.startswith("_")}
    assert public - narrowed == OPEN_TO_ALL


@pytest.mark.parametrize("role", list(Role))
def test_reading_needs_the_area_and_the_whole_ledger_is_narrowed_for_nobody_who_has_it(
    whole: Ledger, role: Role
) -> None:
    assert Area.read in RIGHTS[role]
    assert open_to(whole, of_role(role, Scope())).snapshot().seen_by == ""
    assert open_to(whole, of_role(role)).snapshot().scope == TOWN
    with pytest.raises(AccessRefused):
        open_to(whole, visitor()).snapshot()


def test_a_chain_that_was_granted_is_seen_from_end_to_end(whole: Ledger) -> None:
    keeper = open_to(whole, visitor("viewer@chain:n1"))
    assert keeper.snapshot().scope == Scope("chain", "n1")
    assert {"u1", "u3"} <= set(keeper.snapshot().by_id(Unit))
    with pytest.raises(NotFound):
        keeper.snapshot(TOWN)


def test_several_grants_open_several_scopes(whole: Ledger) -> None:
    both = open_to(whole, visitor("viewer@division:v1", "steward@division:v2"))
    assert {each.id for each in both.divisions()} == {"v1", "v2"}
    assert {"o1", "o3"} <= {hit.id for hit in both.search("支部")}
    with pytest.raises(NotFound):
        both.snapshot(OTHER)


def test_nobody_becomes_another(town: Ledger) -> None:
    with pytest.raises(ValueError, match="clerk"):
        open_to(town, ONE_DESK)
