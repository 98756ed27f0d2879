"""The file of accounts: read whole, written whole, changed by one program at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graphs.access.account import Account
from graphs.errors import AccessRefused
from graphs.text import Text
from graphs.whole_file import alone, write_whole

__all__ = ["UNREADABLE", "AccountFile"]

UNREADABLE = Text(
    zh="账号暂时无法读取，谁也不能登录；请联系管理员",
    en="the accounts cannot be read just now and nobody can sign in; ask the administrator",
)
"""Said to whoever signs in; which file it is, and why, is for the server's own log."""

_WAIT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class AccountFile:
    """The accounts in a folder that only the office's own programs may read.

    Examples
    --------
    >>> import tempfile
    >>> stored = AccountFile(Path(tempfile.mkdtemp()))
    >>> with stored.changing() as kept:
    ...     kept["jia"] = Account(name="jia", posts=("甲岗",), grants=("viewer",), hash="")
    >>> list(stored.read()), oct(stored.path.stat().st_mode & 0o777)
    (['jia'], '0o600')
    """

    folder: Path

    @property
    def path(self) -> Path:
        """Where they are."""
        return self.folder / "accounts.json"

    @property
    def lock(self) -> Path:
        """What is locked while the accounts change."""
        return self.folder / "accounts.lock"

    @property
    def mark(self) -> Path:
        """What says that there were accounts, though their file is away."""
        return self.folder / "office"

    def read(self) -> dict[str, Account]:
        """Return every account by name; none where there is no file.

        Raises
        ------
        AccessRefused
            The file is damaged, or half of another that somebody is putting in its place.
        """
        try:
            stored = json.loads(self.path.read_text(encoding="utf-8"))
            return {each["name"]: _account(each) for each in stored}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise AccessRefused(UNREADABLE) from error

    @contextmanager
    def changing(self) -> Iterator[dict[str, Account]]:
        """Change the file whole, one program at a time.

        Raises
        ------
        AccessRefused
            The file is damaged, or another program is changing it for too long.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with ExitStack() as kept_locked:
            try:
                kept_locked.enter_context(alone(self.lock, seconds=_WAIT_SECONDS))
            except OSError as error:
                raise AccessRefused(UNREADABLE) from error
            kept = self.read()
            yield kept
            rows = [asdict(each) for _, each in sorted(kept.items())]
            write_whole(self.path, json.dumps(rows, ensure_ascii=False, indent=1).encode())
            self.path.chmod(0o600)
            self.mark.touch(mode=0o600)


def _account(stored: Mapping[str, Any]) -> Account:
    lists = {name: tuple(stored[name]) for name in ("posts", "grants")}
    return Account(**{**stored, **lists})
