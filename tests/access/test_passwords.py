"""What a hash costs who guesses: in use what RFC 9106 asks, in tests next to nothing."""

from __future__ import annotations

import pytest

from graphs.access import passwords
from graphs.access.passwords import HashCost, hashed, matches


def test_a_hash_in_use_costs_what_the_rfc_asks(
    hash_cost: HashCost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "COST", hash_cost)
    assert hashed("口令").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_hash_is_checked_at_the_cost_it_was_made_at(
    hash_cost: HashCost, monkeypatch: pytest.MonkeyPatch
) -> None:
    cheap = hashed("口令")
    monkeypatch.setattr(passwords, "COST", hash_cost)
    dear = hashed("口令")
    assert matches(cheap, "口令")
    assert not matches(cheap, "口令 ")
    monkeypatch.undo()
    assert matches(dear, "口令")
    assert not matches(dear, "口令 ")
