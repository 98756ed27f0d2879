"""Hashes of passwords and tokens, by argon2; the library loads when one is checked."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

__all__ = ["COST", "HashCost", "hashed", "matches", "nobody"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HashCost:
    """What one hash takes: rounds, KiB of memory, threads."""

    rounds: int
    memory: int
    threads: int


COST = HashCost(rounds=3, memory=64 * 1024, threads=4)
"""The second choice of RFC 9106, for machines of little memory; a hash keeps the cost it was made at."""


def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=COST.rounds, memory_cost=COST.memory, parallelism=COST.threads)


def hashed(words: str) -> str:
    """Return the hash of a password, which gives the password to nobody.

    Examples
    --------
    >>> hashed("secret").startswith("$argon2id$")
    True
    """
    return _hasher().hash(words)


@cache
def nobody() -> str:
    """Return a hash to try in vain, so that an unknown account takes as long as a known one.

    Examples
    --------
    >>> matches(nobody(), "guess")
    False
    """
    return hashed(secrets.token_hex())


def matches(kept: str, words: str) -> bool:
    """Return whether a hash is that of a password; a blank one is of none.

    Examples
    --------
    >>> matches(hashed("secret"), "secret"), matches("", "")
    (True, False)
    """
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(kept, words)
    except (VerificationError, InvalidHashError):
        return False
