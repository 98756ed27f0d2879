"""The proxy's header signs in from its own address, and from no other."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from office_server import Client, serving

from app_pages.server.trusted_header import TrustedHeader
from graphs.access import Accounts

HEADER = "X-Office-User"


def begun(home: Path) -> Accounts:
    accounts = Accounts(home / "access")
    now = dt.datetime.now(dt.UTC)
    for name in ("jia", "yi"):
        accounts.add(name, post=f"{name}岗", grants=["viewer"], now=now)
        accounts.claim(name, f"{name}@district")
    return accounts


def test_from_its_own_address_it_signs_in_and_an_unknown_or_doubled_one_does_not(
    tmp_path: Path,
) -> None:
    accounts = begun(tmp_path)
    declared = {"GRAPHS_TRUSTED_HEADER": HEADER, "GRAPHS_TRUSTED_PROXIES": "127.0.0.1"}
    with serving(tmp_path, **declared) as port:
        client = Client(port)
        assert client.ask("/sign-in", **{HEADER: "jia@district"}).status == 303
        assert client.ask("/network").status == 200
        for words in ("nobody@district", "", "jia"):
            answer = Client(port).ask("/sign-in", **{HEADER: words})
            assert "graphs_session" not in "".join(answer.cookies)
        forwarded = {"X-Forwarded-For": "10.0.0.9", HEADER: "yi@district"}
        assert Client(port).ask("/sign-in", **forwarded).status == 303  # the peer is the proxy
        accounts.disable("jia")
        assert client.ask("/network").status == 303


@pytest.mark.parametrize("proxies", ["", "10.0.0.9"])
def test_from_any_other_address_it_is_worth_nothing(tmp_path: Path, proxies: str) -> None:
    begun(tmp_path)
    declared = {"GRAPHS_TRUSTED_HEADER": HEADER, "GRAPHS_TRUSTED_PROXIES": proxies}
    with serving(tmp_path, **declared) as port:
        for forged in ({}, {"X-Forwarded-For": "10.0.0.9"}, {"X-Real-IP": "10.0.0.9"}):
            answer = Client(port).ask("/sign-in", **{HEADER: "jia@district"}, **forged)
            assert answer.status == 200
            assert "graphs_session" not in "".join(answer.cookies)


def test_a_proxy_is_an_address_and_no_name() -> None:
    with pytest.raises(ValueError, match="does not appear"):
        TrustedHeader.from_environment({"GRAPHS_TRUSTED_PROXIES": "proxy.example"})
