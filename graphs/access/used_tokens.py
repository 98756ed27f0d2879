"""Tokens of the organisation's provider that were used: one small file each, for all processes."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphs.errors import AccessRefused
from graphs.text import Text

__all__ = ["UsedTokens"]

_KEPT = dt.timedelta(minutes=15)
"""Longer than any token counts: what is older may be forgotten."""

_USED = Text(
    zh="统一登录的凭证已用过一次，请重新登录",
    en="the organisation's sign-on was used once already; sign in again",
)


@dataclass(frozen=True, slots=True)
class UsedTokens:
    """What was used, beside the sessions.

    Examples
    --------
    >>> import tempfile
    >>> at = dt.datetime(2026, 11, 28, tzinfo=dt.UTC)
    >>> used = UsedTokens(Path(tempfile.mkdtemp()))
    >>> used.use({"sub": "7", "nonce": "a"}, now=at)
    >>> used.use({"sub": "7", "nonce": "b"}, now=at)
    >>> used.use({"nonce": "a", "sub": "7"}, now=at)
    Traceback (most recent call last):
    graphs.errors.AccessRefused: the organisation's sign-on was used once already; sign in again
    """

    folder: Path

    def use(self, claims: Mapping[str, Any], *, now: dt.datetime) -> None:
        """Use the verified claims of a token, which nobody does again.

        Raises
        ------
        AccessRefused
            Somebody did.
        """
        place = self.folder / "used-tokens"
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        oldest = (now - _KEPT).timestamp()
        for each in place.iterdir():
            if each.stat().st_mtime < oldest:
                each.unlink(missing_ok=True)
        words = json.dumps(dict(claims), sort_keys=True)
        path = place / hashlib.sha256(words.encode()).hexdigest()
        try:
            # Of several processes that are asked at once one makes the file.
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError as error:
            raise AccessRefused(_USED) from error
        os.utime(path, (now.timestamp(), now.timestamp()))
