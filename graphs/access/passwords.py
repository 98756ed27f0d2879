"""Hashes of passwords and tokens, by argon2; the library loads when one is checked."""

from __future__ import annotations

import secrets
from functools import cache

__all__ = ["hashed", "matches", "nobody"]


def hashed(words: str) -> str:
    """Return the hash of a password, which gives the password to nobody.

    Examples
    --------
    >>> hashed("secret").startswith("$argon2id$")
    True
    """
    from argon2 import PasswordHasher

    return PasswordHasher().hash(words)


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
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(kept, words)
    except (VerificationError, InvalidHashError):
        return False
