"""Every screen at every role: shown where the table allows it, refused by its address with who could."""

from __future__ import annotations

import pytest
from attempts import ATTEMPTS
from two_towns import TOWN, of_role, visitor

from app_pages.parts.frame.menu import MenuItem, check_screen, may_see, menu_items
from graphs.access import ONE_DESK, RIGHTS, Area, Role, roles_with
from graphs.commands import COMMANDS
from graphs.errors import AccessRefused
from graphs.model import Scope

SCOPES = (TOWN, Scope())


@pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: scope.words)
@pytest.mark.parametrize("item", menu_items(), ids=lambda item: item.name)
@pytest.mark.parametrize("role", list(Role))
def test_a_screen_is_listed_and_opens_for_whom_the_table_says(
    role: Role, item: MenuItem, scope: Scope
) -> None:
    who, allowed = of_role(role, scope), item.screen.area in RIGHTS[role]
    assert may_see(item, who) == allowed
    if allowed:
        check_screen(item.name, who)
        return
    with pytest.raises(AccessRefused) as refused:
        check_screen(item.name, who)
    for could in roles_with(item.screen.area):
        assert could.label.zh in refused.value.message.zh
        assert could.label.en in refused.value.message.en


@pytest.mark.parametrize("item", menu_items(), ids=lambda item: item.name)
def test_nobody_without_a_grant_sees_any_screen_and_one_desk_sees_all(item: MenuItem) -> None:
    assert not may_see(item, visitor())
    with pytest.raises(AccessRefused):
        check_screen(item.name, visitor())
    assert may_see(item, ONE_DESK)


def test_the_matrix_is_as_large_as_the_office() -> None:
    """The cells of all doors that are tried one by one: the ledger's, commands, screens, the table."""
    doors = len(Role) * len(ATTEMPTS) * len(SCOPES) * 2
    commands = len(Role) * len(COMMANDS)
    screens = len(Role) * len(menu_items()) * len(SCOPES)
    assert doors + commands + screens + len(Role) * len(Area) >= 600
