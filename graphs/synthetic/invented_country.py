"""A synthetic country, county by county, as a stream: for benchmarks only.

Counties are independent (each has its own random stream derived from the seed), so that any slice
is the same whether or not the rest is generated. Their sizes are heavy-tailed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import random
from collections.abc import Iterator

from graphs.codes import make_credit_code
from graphs.model import (
    Agreement,
    AgreementKind,
    Change,
    Division,
    DivisionLevel,
    Hosting,
    Organisation,
    OrganisationKind,
    Ownership,
    PartialDate,
    Profile,
    Record,
    Signatory,
    Superior,
    Unit,
)

__all__ = ["country", "county_sizes"]

_GUESTS, _HOSTS = 0.219, 0.05
_TOWNSHIP = 180


def county_sizes(counties: int, organisations: int, seed: int) -> tuple[int, ...]:
    """Return how many organisations each county has: log-normal, adding up to about the total.

    Examples
    --------
    >>> sizes = county_sizes(100, 184_000, 1)
    >>> abs(sum(sizes) - 184_000) < 2000, max(sizes) > 5 * min(sizes)
    (True, True)
    """
    stream = random.Random(f"sizes-{seed}")  # noqa: S311  # seeded chance is the purpose
    raw = [math.exp(stream.gauss(0, 0.8)) for _ in range(counties)]
    return tuple(max(40, round(organisations * each / sum(raw))) for each in raw)


def country(
    *, counties: int = 2850, organisations: int = 5_250_000, seed: int = 1
) -> Iterator[tuple[str, Iterator[Record | Change]]]:
    """Yield one batch a county: a note and its records, all invented and marked so.

    Examples
    --------
    >>> note, records = next(country(counties=2, organisations=200))
    >>> note, next(iter(records)).synthetic
    ('第 1 县（虚构）', True)
    """
    for number, size in enumerate(county_sizes(counties, organisations, seed), start=1):
        yield f"第 {number} 县（虚构）", _county(number, size, seed)


def _county(number: int, size: int, seed: int) -> Iterator[Record | Change]:
    stream = random.Random(hashlib.sha256(f"{seed}-{number}".encode()).digest())  # noqa: S311  # seeded chance
    if number == 1:
        yield Profile(
            id="ledger", title="全国规模（虚构）", title_en="National scale (invented)",
            as_of=PartialDate("2026-06-30"), home="c1", population_stated=True, synthetic=True,
        )  # fmt: skip
    yield from _divisions(number, size, stream)
    towns = [f"c{number}-t{place}" for place in range(max(1, size // _TOWNSHIP))]
    hosts: list[str] = []
    guests: list[str] = []
    for place in range(size):
        draw = stream.random()
        ident = f"c{number}-o{place}"
        town = stream.choice(towns)
        enterprise = draw < _GUESTS + _HOSTS
        (guests if draw < _GUESTS else hosts if enterprise else []).append(ident)
        # those that others stand under are committees: a branch is no branch's superior
        above = place < len(towns)
        yield _organisation(ident, town, place, stream, enterprise=enterprise, above=above)
        if enterprise:
            unit = f"c{number}-u{place}"
            yield _unit(unit, town, number * 100_000 + place, private=draw < _GUESTS)
            yield Hosting(id=f"{ident}h", organisation=ident, unit=unit, synthetic=True)
        if place:
            superior = f"c{number}-o{stream.randrange(min(place, len(towns)))}"
            yield Superior(id=f"{ident}p", organisation=ident, superior=superior, synthetic=True)
    yield from _agreements(number, hosts, guests, stream)


def _divisions(number: int, size: int, stream: random.Random) -> Iterator[Record]:
    province, prefecture = (number - 1) // 92, (number - 1) // 9
    if (number - 1) % 92 == 0:
        yield Division(
            id=f"p{province}", name=f"第{province + 1}省（虚构）", name_en=f"Province {province + 1}",
            level=DivisionLevel.province, synthetic=True,
        )  # fmt: skip
    if (number - 1) % 9 == 0:
        yield Division(
            id=f"f{prefecture}", name=f"第{prefecture + 1}市（虚构）", name_en=f"Prefecture {prefecture + 1}",
            level=DivisionLevel.prefecture, parent=f"p{province}", synthetic=True,
        )  # fmt: skip
    yield Division(
        id=f"c{number}", name=f"第{number}县（虚构）", name_en=f"County {number}",
        level=DivisionLevel.county, parent=f"f{prefecture}",
        longitude=round(stream.uniform(80, 130), 4), latitude=round(stream.uniform(20, 50), 4),
        synthetic=True,
    )  # fmt: skip
    for place in range(max(1, size // _TOWNSHIP)):
        yield Division(
            id=f"c{number}-t{place}", name=f"第{place + 1}镇", name_en=f"Town {place + 1}",
            level=DivisionLevel.township, parent=f"c{number}", synthetic=True,
        )  # fmt: skip


def _organisation(
    ident: str, town: str, place: int, stream: random.Random, *, enterprise: bool, above: bool
) -> Organisation:
    kind = OrganisationKind.committee if above else OrganisationKind.branch
    return Organisation(
        id=ident,
        name=f"{'企业' if enterprise else '基层'}{place + 1}{'党委' if above else '党支部'}",
        name_en=f"{'Committee' if above else 'Branch'} {place + 1}",
        kind=kind,
        division=town,
        founded_on=PartialDate(str(stream.randrange(1990, 2025))),
        synthetic=True,
    )


def _unit(ident: str, town: str, number: int, *, private: bool) -> Unit:
    return Unit(
        id=ident,
        name=f"虚构企业{number}",
        division=town,
        ownership=Ownership.private if private else Ownership.state_owned,
        credit_code=make_credit_code(number),
        synthetic=True,
    )


def _agreements(
    number: int, hosts: list[str], guests: list[str], stream: random.Random
) -> Iterator[Change]:
    if not hosts:
        return
    weights = [stream.paretovariate(1.2) for _ in hosts]
    chosen = stream.choices(hosts, weights, k=len(guests))
    for place, (host, guest) in enumerate(zip(chosen, guests, strict=True)):
        if stream.random() < 0.45:  # the unpaired share
            continue
        start = dt.date(2020, 1, 1) + dt.timedelta(days=stream.randrange(2300))
        end = start + dt.timedelta(days=3 * 365)
        ident = f"c{number}-g{place}"
        records: tuple[Record, ...] = (
            Agreement(
                id=ident, kind=AgreementKind.co_building, signed_on=PartialDate(start.isoformat()),
                ends_on=PartialDate(end.isoformat()), synthetic=True,
            ),
            Signatory(id=f"{ident}a", agreement=ident, organisation=host, party="甲", synthetic=True),
            Signatory(id=f"{ident}b", agreement=ident, organisation=guest, party="乙", synthetic=True),
        )  # fmt: skip
        for record in records:
            yield Change(record=record, effective=start)
