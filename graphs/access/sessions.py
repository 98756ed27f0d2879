"""Who is signed in: one small file a session, so that every process of the office knows."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from graphs.access.account import Account
from graphs.access.accounts import Accounts
from graphs.errors import GraphsError

__all__ = ["IDLE", "LONGEST", "Session", "Sessions"]

IDLE = dt.timedelta(minutes=30)
"""After so long without a look, a session is over."""

LONGEST = dt.timedelta(hours=10)
"""No session is longer, however busy."""

_TOUCHED, _AHEAD = 30.0, 300.0
_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session that is open: its key, its account, and the secret of its own forms.

    ``id_token`` is what the organisation's provider signed for it, by which it ends it as well.
    """

    key: str
    account: Account
    form: str
    id_token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What the file of a session says."""

    account: str
    basis: str
    begun: float
    form: str
    id_token: str

    @classmethod
    def read(cls, path: Path) -> _Kept:
        kept = json.loads(path.read_text(encoding="utf-8"))
        words = {name: str(kept[name]) for name in ("account", "basis", "form", "id_token")}
        return cls(begun=float(kept["begun"]), **words)

    def over(self, moment: float, seen: float) -> bool:
        """Return whether it lasted too long, or is of a clock that was set back since."""
        idle = moment - seen > IDLE.total_seconds()
        ahead = max(seen, self.begun) > moment + _AHEAD
        return idle or moment - self.begun > LONGEST.total_seconds() or ahead


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions of an office, beside its accounts; a cookie names one and is signed.

    Examples
    --------
    >>> import tempfile
    >>> at = dt.datetime(2026, 11, 28, tzinfo=dt.UTC)
    >>> accounts = Accounts(Path(tempfile.mkdtemp()))
    >>> _ = accounts.add("jia.tai", post="甲镇台账岗", grants=["viewer"], now=at)
    >>> sessions = Sessions(accounts)
    >>> cookie = sessions.begin(accounts.find("jia.tai"), now=at)
    >>> sessions.of(cookie, now=at).account.name
    'jia.tai'
    >>> sessions.of(cookie, now=at + IDLE * 2) is None, sessions.of("forged", now=at) is None
    (True, True)
    """

    accounts: Accounts

    @property
    def _folder(self) -> Path:
        return self.accounts.folder / "sessions"

    def begin(self, account: Account, *, now: dt.datetime, id_token: str = "") -> str:
        """Open a session for an account as it proved itself; return the value of its cookie."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._tidy(account.name, now)
        token = secrets.token_urlsafe(32)
        kept = {
            "account": account.name,
            "basis": account.basis,
            "begun": now.timestamp(),
            "form": secrets.token_urlsafe(24),
            "id_token": id_token,
        }
        path = self._path(token)
        path.write_text(json.dumps(kept), encoding="utf-8")
        path.chmod(0o600)
        os.utime(path, (now.timestamp(), now.timestamp()))
        return f"{token}.{self._signed(token)}"

    def of(self, cookie: str, *, now: dt.datetime) -> Session | None:
        """Return the open session of a cookie; ``None`` for any other, and for one that is over."""
        token, _, signature = cookie.rpartition(".")
        if not token or not hmac.compare_digest(
            self._signed(token).encode(), signature.encode(errors="replace")
        ):
            return None
        path = self._path(token)
        try:
            kept, seen = _Kept.read(path), path.stat().st_mtime
            account = self.accounts.find(kept.account)
        except (OSError, ValueError, KeyError, TypeError, GraphsError):
            return None
        moment = now.timestamp()
        over = kept.over(moment, seen) or account.closed(now) or kept.basis != account.basis
        if over:
            path.unlink(missing_ok=True)
            return None
        if moment - seen > _TOUCHED:
            with suppress(OSError):  # signed out this moment in another window
                os.utime(path, (moment, moment))
        return Session(key=path.stem, account=account, form=kept.form, id_token=kept.id_token)

    def end(self, session: Session) -> None:
        """Sign out: the cookie is worth nothing from now on, in every process."""
        (self._folder / f"{session.key}.json").unlink(missing_ok=True)

    def _path(self, token: str) -> Path:
        # The file's name gives no cookie: it is a digest of it.
        return self._folder / f"{hashlib.sha256(token.encode()).hexdigest()}.json"

    def _signed(self, token: str) -> str:
        return hmac.new(self._key(), token.encode(errors="replace"), "sha256").hexdigest()

    def _key(self) -> bytes:
        path = self.accounts.folder / "cookie.key"
        try:
            return path.read_bytes()
        except FileNotFoundError:
            self.accounts.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = path.with_suffix(f".{secrets.token_hex(4)}")
            fresh.write_bytes(secrets.token_bytes(32))
            fresh.chmod(0o600)
            try:
                os.link(fresh, path)  # the first of several processes gives the key
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
            return path.read_bytes()

    def _tidy(self, name: str, now: dt.datetime) -> None:
        """Take away sessions that are over, and the oldest of an account that has too many."""
        own: list[tuple[float, Path]] = []
        for path in self._folder.glob("*.json"):
            try:
                kept, seen = json.loads(path.read_text(encoding="utf-8")), path.stat().st_mtime
            except (OSError, ValueError):
                continue
            if now.timestamp() - seen > IDLE.total_seconds():
                path.unlink(missing_ok=True)
            elif kept.get("account") == name:
                own.append((seen, path))
        for _, path in sorted(own)[: -_MOST + 1]:
            path.unlink(missing_ok=True)
