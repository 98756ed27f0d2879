"""The whole matrix at the door of the ledger: role × area × scope × place, beside the table."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from attempts import ATTEMPTS, WHOLE_ONLY
from two_towns import AT, POST, TOWN, of_role, records

from graphs.access import RIGHTS, Area, Role
from graphs.errors import AccessRefused, ChangeRefused, NotFound
from graphs.ledger import Ledger, create, open_ledger, open_to
from graphs.model import Change, Scope


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("matrix") / "a.ledger"
    with create(str(path), ledger_id="towns") as made:
        steps = [Change(record=each) for each in records()]
        made.apply(*steps, actor=POST, note="初始", at=AT)
    return path


@pytest.fixture
def desk(begun: Path, tmp_path: Path) -> Iterator[Ledger]:
    path = tmp_path / "a.ledger"
    shutil.copyfile(begun, path)
    with open_ledger(str(path)) as opened:
        yield opened


@pytest.mark.parametrize("place", ["inside", "outside"])
@pytest.mark.parametrize("scope", [TOWN, Scope()], ids=lambda scope: scope.words)
@pytest.mark.parametrize("area", list(ATTEMPTS))
@pytest.mark.parametrize("role", list(Role))
def test_the_door_says_what_the_table_says(  # noqa: PLR0917  # the axes of the matrix
    desk: Ledger, tmp_path: Path, role: Role, area: Area, scope: Scope, place: str
) -> None:
    within = scope == Scope() or (place == "inside" and area not in WHOLE_ONLY)
    allowed = area in RIGHTS[role] and within
    ledger = open_to(desk, of_role(role, scope))
    more = {"folder": tmp_path} if area is Area.backup else {}
    before = desk.head().number
    try:
        ATTEMPTS[area](desk, ledger, place, **more)
    except (AccessRefused, ChangeRefused, NotFound) as refused:
        assert not allowed, refused.message.en
        assert "秘密" not in refused.message.zh
        assert before <= desk.head().number
        assert {each.actor for each in desk.revisions() if each.note == "试"} <= {
            "区拟定岗",
            "区审批岗",
        }
    else:
        assert allowed
