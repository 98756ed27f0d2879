"""The declaration of a sign-on: what is wrong in it is said at the start, never at somebody's sign-in."""

from __future__ import annotations

from pathlib import Path

import pytest
from two_towns import AT

from graphs.access import (
    Accounts,
    Claimant,
    ClaimTable,
    account_of,
    is_office,
    visitor_at,
)
from graphs.errors import AccessRefused, GraphsError, InputError

GOOD = """
[auth]
redirect_uri = "https://office/oauth2callback"
cookie_secret = "0123456789012345678901234567890123456789"
client_id = "graphs"
server_metadata_url = "https://id/.well-known/openid-configuration"
issuer = "https://id"

[[rule]]
claim = "groups"
value = "a"
post = "甲岗"
grants = ["viewer@division:t1"]
"""


def declared(folder: Path, words: str) -> Path:
    path = folder / "sign_on.toml"
    path.write_text(words, encoding="utf-8")
    return path


def test_a_sound_declaration_is_read_and_makes_an_office(tmp_path: Path) -> None:
    assert ClaimTable.from_file(tmp_path / "sign_on.toml") is None
    assert not is_office(tmp_path)
    table = ClaimTable.from_file(declared(tmp_path, GOOD))
    assert table is not None
    assert (table.issuer, table.rules[0].post) == ("https://id", "甲岗")
    assert is_office(tmp_path)
    with pytest.raises(AccessRefused):
        visitor_at(tmp_path, {}, now=AT)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('issuer = "https://id"', ""),
        ('client_id = "graphs"', 'client_id = ""'),
        ("0123456789012345678901234567890123456789", "short"),
        ('grants = ["viewer@division:t1"]', 'grants = ["king@whole"]'),
        ('grants = ["viewer@division:t1"]', 'grants = "viewer"'),
        ('post = "甲岗"', 'post = ""'),
        ('value = "a"', "value = 1"),
        ("[[rule]]", "[[rule"),
    ],
)
def test_what_is_wrong_in_it_is_said_at_the_start(tmp_path: Path, right: str, wrong: str) -> None:
    path = declared(tmp_path, GOOD.replace(right, wrong))
    with pytest.raises((InputError, AccessRefused)) as refused:
        ClaimTable.from_file(path)
    assert isinstance(refused.value, GraphsError)
    assert refused.value.message.zh != refused.value.message.en


def test_an_account_keeps_its_posts_and_a_disabled_one_stays_out(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path)
    words = "https://id 7"
    first = account_of(accounts, Claimant(words=words, post="甲岗", grants=("viewer@whole",)))
    second = account_of(accounts, Claimant(words=words, post="乙岗", grants=("approver@whole",)))
    assert (second.name, second.posts) == (first.name, ("乙岗", "甲岗"))
    assert second.visitor.acted_as("甲岗")
    assert second.grants == ("approver@whole",)
    with pytest.raises(AccessRefused):
        accounts.sign_in(first.name, "", now=AT)
    accounts.disable(first.name)
    with pytest.raises(AccessRefused):
        account_of(accounts, Claimant(words=words, post="甲岗", grants=("viewer@whole",)))
    assert [each.disabled for each in accounts.listed()] == [True]
