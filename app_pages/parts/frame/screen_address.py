"""The view parameters in the page address (query string), and links to screens at an address."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from graphs.interchange import DEBUG, DEFAULT_FILTERS, FIRST_DAY, LAST_DAY, Address
from graphs.model import Scope

__all__ = [
    "DEBUG",
    "DEFAULT_FILTERS",
    "FIRST_DAY",
    "LAST_DAY",
    "Address",
    "opening_address",
    "organisation_address",
    "read_link",
    "record_address",
    "written_link",
]

_DRAWN = frozenset({"unit", "agreement", "chain", "segment"})
"""Record types other than organisations that the network can put in the middle of a picture."""


def written_link(screen: str, address: Address) -> str:
    """Return the link to a screen at an address, relative to any other screen.

    Examples
    --------
    >>> written_link("organisation", Address(ledger="demo", organisation="o1"))
    'organisation?ledger=demo&id=o1'
    """
    return f"{screen}?{urlencode(address.query())}"


def read_link(link: str) -> tuple[str, Address]:
    """Return the screen and the address of a link.

    Examples
    --------
    >>> screen, address = read_link("organisation?ledger=demo&id=o1")
    >>> screen, address.organisation
    ('organisation', 'o1')
    """
    parts = urlsplit(link)
    return parts.path.rpartition("/")[2], Address.parse(dict(parse_qsl(parts.query)))[0]


def organisation_address(address: Address, ident: str) -> Address:
    """Return the address of an organisation's page.

    All else stays, so that the browser's way back finds the picture as it was: between two pages
    Streamlit brings no address back, and the session's own has to serve.
    """
    return replace(address, organisation=ident, find="")


def record_address(address: Address, ident: str, record: str) -> tuple[str, Address] | None:
    """Return the screen and address that show a record in the network; ``None`` where none does.

    Examples
    --------
    >>> screen, found = record_address(Address(ledger="demo"), "n1", "chain")
    >>> screen, found.picture
    ('network', 'chain:n1')
    """
    bare = replace(address, find="")
    if record == "division":
        return "overview", replace(bare, scope=Scope("division", ident), focus="", picture="")
    if record == "organisation":
        return "network", replace(bare, focus=f"node:{ident}")
    if record not in _DRAWN:
        return None
    picture = f"{'chain' if record == 'chain' else 'around'}:{ident}"
    return "network", replace(bare, focus=f"node:{ident}", picture=picture)


def opening_address(address: Address, ident: str, record: str) -> tuple[str, Address] | None:
    """Return where a record is opened to be read: an organisation on its page, others drawn."""
    if record == "organisation":
        return "organisation", organisation_address(address, ident)
    return record_address(address, ident, record)
