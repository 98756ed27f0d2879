"""The organisation's own sign-on: a header of its reverse proxy, from named addresses only."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from starlette.requests import Request

__all__ = ["TrustedHeader"]


@dataclass(frozen=True, slots=True)
class TrustedHeader:
    """Which header names whoever signed in at the proxy, and which addresses are the proxy's.

    Examples
    --------
    >>> TrustedHeader.from_environment({}).name
    ''
    """

    name: str = ""
    proxies: frozenset[str] = frozenset()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Return what ``GRAPHS_TRUSTED_HEADER`` and ``GRAPHS_TRUSTED_PROXIES`` declare.

        Raises
        ------
        ValueError
            A proxy is no address: names could be made to mean another machine.
        """
        words = environment.get("GRAPHS_TRUSTED_PROXIES", "").split(",")
        proxies = {str(ipaddress.ip_address(each.strip())) for each in words if each.strip()}
        return cls(environment.get("GRAPHS_TRUSTED_HEADER", ""), frozenset(proxies))

    def claim(self, request: Request) -> str:
        """Return whom the proxy names; blank from any other address, or where it names several."""
        peer = request.client.host if request.client else ""
        if not self.name or peer not in self.proxies:
            return ""
        named = request.headers.getlist(self.name)
        return named[0] if len(named) == 1 else ""
