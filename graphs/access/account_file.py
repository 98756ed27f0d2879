"""The file of accounts: read whole, written whole, changed by one program at a time."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graphs.access.account import Account
from graphs.whole_file import write_whole

__all__ = ["AccountFile"]


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

    def read(self) -> dict[str, Account]:
        """Return every account by name; none where there is no file."""
        try:
            stored = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return {each["name"]: _account(each) for each in stored}

    @contextmanager
    def changing(self) -> Iterator[dict[str, Account]]:
        """Change the file whole, one program at a time."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = self.folder / "accounts.lock"
        _take(lock)
        try:
            kept = self.read()
            yield kept
            rows = [asdict(each) for _, each in sorted(kept.items())]
            write_whole(self.path, json.dumps(rows, ensure_ascii=False, indent=1).encode())
            self.path.chmod(0o600)
        finally:
            lock.unlink(missing_ok=True)


def _take(lock: Path) -> None:
    for _ in range(200):
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            time.sleep(0.05)
        else:
            return
    # Whoever took it is gone: a change lasts a tenth of a second.
    lock.unlink(missing_ok=True)


def _account(stored: Mapping[str, Any]) -> Account:
    lists = {name: tuple(stored[name]) for name in ("posts", "grants")}
    return Account(**{**stored, **lists})
