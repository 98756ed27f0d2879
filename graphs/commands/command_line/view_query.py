"""Parse view parameters on the command line: a page address, and filters."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from graphs.errors import InputError
from graphs.interchange import Address
from graphs.network import FILTERS
from graphs.text import Text

__all__ = ["filters_of", "query_of"]

_OF_THE_BROWSER = "debug"


def query_of(address: str) -> dict[str, str]:
    """Return the parameters of an address; one that says nothing of a view is refused.

    Raises
    ------
    InputError
        It is no address, or a parameter is no part of a view or given twice.

    Examples
    --------
    >>> query_of("http://127.0.0.1:8501/network?ledger=demo&as_of=")
    {'ledger': 'demo'}
    """
    try:
        parts = urlsplit(address)
        pairs = parse_qsl(
            parts.query if parts.scheme else address.partition("?")[2] or address,
            keep_blank_values=True,
            strict_parsing=bool(parts.query) or not parts.scheme,
        )
        if not address.strip():
            raise ValueError(address)  # noqa: TRY301  # as broken as what the parser refuses
    except ValueError:
        raise InputError(
            Text(
                zh="“{address}”不是网址；从浏览器地址栏整个复制过来",
                en="“{address}” is no address; copy it whole from the browser",
            ).format(address=address)
        ) from None
    names = [key for key, _ in pairs]
    wrong = [
        key
        for key in names
        if not (key == _OF_THE_BROWSER or Address().knows(key)) or names.count(key) > 1
    ]
    if wrong:
        raise InputError(
            Text(
                zh="网址里的“{wrong}”不属于视图，或写了两次",
                en="“{wrong}” in the address is no part of a view, or is there twice",
            ).format(wrong=", ".join(dict.fromkeys(wrong)))
        )
    return {key: value for key, value in pairs if value}


def filters_of(parameters: list[str]) -> dict[str, str]:
    """Return filters by key, each written KEY=VALUE,VALUE.

    Raises
    ------
    InputError
        One is no filter, or is given twice.

    Examples
    --------
    >>> filters_of(["status=active,expiring"])
    {'status': 'active,expiring'}
    """
    found = [_filter(words) for words in parameters]
    if len(dict(found)) == len(found):
        return dict(found)
    raise InputError(
        Text(
            zh="同一筛选写了两次；几个值用逗号分开",
            en="a filter is given twice; part its values by commas",
        )
    )


def _filter(words: str) -> tuple[str, str]:
    key, equals, values = words.partition("=")
    if key in FILTERS and equals and values:
        return key, values
    raise InputError(
        Text(
            zh="筛选“{words}”写法不对；写成 筛选=值,值，筛选为 {keys}",
            en="“{words}” is no filter; write KEY=VALUE,VALUE with a key of {keys}",
        ).format(words=words, keys=Text.join([Text.same(key) for key in FILTERS]))
    )
