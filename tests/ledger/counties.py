"""A crude country for benchmarks: counties of heavy-tailed size, every reference within reach."""

from __future__ import annotations

import random
from collections.abc import Iterator

from graphs.model import (
    Agreement,
    Change,
    Division,
    DivisionLevel,
    Hosting,
    Organisation,
    OrganisationKind,
    Ownership,
    PartialDate,
    Quantity,
    Record,
    Signatory,
    Superior,
    Unit,
)

_PER_PROVINCE = 92


def county_sizes(counties: int, organisations: int, seed: int) -> list[int]:
    """Sizes that sum to about the wanted number; the largest is some fifteen times the mean."""
    chance = random.Random(seed)
    weights = [chance.lognormvariate(0, 0.75) for _ in range(counties)]
    scale = organisations / sum(weights)
    return [max(20, int(weight * scale)) for weight in weights]


def country(
    counties: int, organisations: int, seed: int = 7
) -> Iterator[tuple[str, Iterator[Record | Change]]]:
    """One batch a county; a province comes with the first county in it."""
    for number, size in enumerate(county_sizes(counties, organisations, seed)):
        yield f"county {number}", _county(number, size, seed)


def _county(number: int, size: int, seed: int) -> Iterator[Record]:
    chance = random.Random(f"{seed}-{number}")
    province, name = f"p{number // _PER_PROVINCE}", f"c{number}"
    if number % _PER_PROVINCE == 0:
        yield Division(id=province, name=f"示例省{province}", level=DivisionLevel.province)
    yield Division(id=name, name=f"示例县{number}", parent=province, level=DivisionLevel.county)
    towns = [f"{name}-t{town}" for town in range(8)]
    for town in towns:
        yield Division(id=town, name=f"示例镇{town}", parent=name, level=DivisionLevel.township)
    hosts = max(1, size // 10)
    for index in range(size):
        soe = index % 5 == 0
        yield Unit(
            id=f"{name}-u{index}",
            name=f"示例{number}县第{index}企业有限公司",
            division=towns[index % 8],
            ownership=Ownership.state_holding if soe else Ownership.private,
            staff=Quantity("=", chance.randint(5, 500)),
            synthetic=True,
        )
        yield Organisation(
            id=f"{name}-o{index}",
            name=f"示例{number}县第{index}企业党支部",
            kind=OrganisationKind.branch,
            division=towns[index % 8],
            members=Quantity("=", chance.randint(3, 60)),
            founded_on=PartialDate(f"{chance.randint(1990, 2020)}"),
            synthetic=True,
        )
        yield Hosting(
            id=f"{name}-h{index}",
            organisation=f"{name}-o{index}",
            unit=f"{name}-u{index}",
            synthetic=True,
        )
        if index:
            yield Superior(
                id=f"{name}-s{index}",
                organisation=f"{name}-o{index}",
                superior=f"{name}-o{index // 40 * 5 if index >= 40 else 0}",
                synthetic=True,
            )
        if not soe and chance.random() < 0.4:
            yield from _agreement(name, index, chance.randrange(hosts) * 5 % size)


def _agreement(name: str, guest: int, host: int) -> Iterator[Record]:
    agreement = f"{name}-a{guest}"
    yield Agreement(
        id=agreement, title="联建协议", signed_on=PartialDate("2020-05"), synthetic=True
    )
    for party, signer in (("甲", host), ("乙", guest)):
        yield Signatory(
            id=f"{agreement}-{'x' if party == '甲' else 'y'}",
            agreement=agreement,
            organisation=f"{name}-o{signer}",
            party=party,
            synthetic=True,
        )
