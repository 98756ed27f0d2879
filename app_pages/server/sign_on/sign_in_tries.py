"""How often an address may try to sign in: a plain count of the last minute."""

from __future__ import annotations

import time
from collections import defaultdict, deque

from starlette.requests import Request

__all__ = ["may_try"]

_TRIES, _WITHIN = 300, 60.0

_tries: defaultdict[str, deque[float]] = defaultdict(deque)


def may_try(request: Request) -> bool:
    """Return whether an address has tries left this minute; this one is counted."""
    now = time.monotonic()
    for address in [each for each, when in _tries.items() if when and now - when[-1] > _WITHIN]:
        del _tries[address]
    tried = _tries[request.client.host if request.client else ""]
    while tried and now - tried[0] > _WITHIN:
        tried.popleft()
    tried.append(now)
    return len(tried) <= _TRIES
