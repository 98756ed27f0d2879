"""The invented demonstration district: places, units and organisations.

Seeded and pure: the same seed gives the same records in the same order. Every record carries the
synthetic mark; credit codes have region 000000 and right check digits; coordinates lie round a
fictitious point.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from graphs.codes import make_credit_code
from graphs.model import (
    FOREVER,
    Absence,
    Affiliation,
    Alias,
    Change,
    Division,
    DivisionLevel,
    Hosting,
    Organisation,
    OrganisationKind,
    Ownership,
    PartialDate,
    PostStatus,
    Quantity,
    Superior,
    Unit,
)
from graphs.synthetic.invented_words import INDUSTRIES, SOE_TRADES, SYLLABLES, TOWNSHIPS, Industry

__all__ = [
    "COUNTY",
    "Guest",
    "Host",
    "Places",
    "day_after",
    "make_guests",
    "make_hosts",
    "make_places",
]

COUNTY = "yl"
_ZH, _EN = "云岭", "Yunling"
_CENTRE = (113.0, 33.0)
_TRADITIONAL = str.maketrans("岭云产业园铝务电东长", "嶺雲產業園鋁務電東長")


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Coordinates of townships, by id."""

    points: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A state-owned-side organisation as later steps need it."""

    id: str
    unit: str
    town: str
    founded: dt.date
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """A non-public-side organisation as later steps need it."""

    id: str
    unit: str
    town: str
    founded: dt.date
    dissolved: dt.date | None
    industry: Industry


def day_after(random_: random.Random, start: dt.date, end: dt.date) -> dt.date:
    """Return a day between two days, both included.

    Examples
    --------
    >>> day_after(random.Random(1), dt.date(2010, 1, 1), dt.date(2010, 1, 1))
    datetime.date(2010, 1, 1)
    """
    return start + dt.timedelta(days=random_.randint(0, max(0, (end - start).days)))


def make_places(random_: random.Random) -> tuple[Places, list[Change]]:
    """Return the county with its townships and the working bodies that superintend them."""
    county = Division(
        id=COUNTY, name="云岭示范区", short_name="云岭", name_en="Yunling Demonstration District",
        level=DivisionLevel.county, longitude=_CENTRE[0], latitude=_CENTRE[1], synthetic=True,
        absent={"code": Absence.not_applicable},
    )  # fmt: skip
    changes = [Change(record=county)]
    points = {}
    for place, (name, english, level) in enumerate(TOWNSHIPS, start=1):
        ident = f"{COUNTY}-t{place}"
        at = (
            round(_CENTRE[0] + random_.uniform(-0.16, 0.16), 4),
            round(_CENTRE[1] + random_.uniform(-0.11, 0.11), 4),
        )
        points[ident] = at
        record = Division(
            id=ident, name=name, name_en=english, level=DivisionLevel[level], parent=COUNTY,
            longitude=at[0], latitude=at[1], synthetic=True,
            absent={"code": Absence.not_applicable},
        )  # fmt: skip
        changes.append(Change(record=record))
        changes.append(Change(record=_committee(ident, name, english, place)))
    return Places(points=points), changes


def _committee(town: str, name: str, english: str, place: int) -> Organisation:
    return Organisation(
        id=f"{COUNTY}-c{place}", name=f"{name}综合党委", name_en=f"{english} Comprehensive Committee",
        kind=OrganisationKind.comprehensive_committee, division=town,
        founded_on=PartialDate("2009"), secretary=PostStatus.filled, synthetic=True,
    )  # fmt: skip


def _near(random_: random.Random, at: tuple[float, float]) -> tuple[float, float]:
    return (round(random_.gauss(at[0], 0.02), 5), round(random_.gauss(at[1], 0.014), 5))


def make_hosts(
    random_: random.Random, places: Places, count: int
) -> tuple[list[Host], list[Change]]:
    """Return state-owned units with their organisations; a few units have several branches."""
    hosts: list[Host] = []
    changes: list[Change] = []
    towns = sorted(places.points)
    for number in range(1, count + 1):
        trade, english, code = SOE_TRADES[(number - 1) % len(SOE_TRADES)]
        again = (number - 1) // len(SOE_TRADES)
        unit = f"{COUNTY}-su{number - again * len(SOE_TRADES)}"
        town = random_.choice(towns)
        founded = day_after(random_, dt.date(1998, 1, 1), dt.date(2011, 12, 31))
        lon, lat = _near(random_, places.points[town])
        if not again:
            changes.append(
                Change(record=_soe_unit(random_, unit, trade, english, code, town, number))
            )
        ident = f"{COUNTY}-s{number}"
        kind, words, ownership = _soe_kind(random_, again)
        branch = (
            ("", "机关", "生产一部")[again] if again < 3 else f"第{again}"
        )  # three sets of names
        changes += _organisation(
            Organisation(
                id=ident, name=f"{_ZH}{trade}集团{branch}{words}",
                short_name=f"{trade}{branch}{words}",
                name_en=f"{_EN} {english} {('', 'Office ', 'First Works ')[min(again, 2)]}{ownership}",
                kind=kind, division=town, founded_on=PartialDate(founded.isoformat()),
                members=Quantity("=", random_.randint(12, 180)), secretary=PostStatus.filled,
                usual_load=random_.choice((2, 3, 4, 5, 6, 8)) if random_.random() < 0.85 else None,
                longitude=lon, latitude=lat, synthetic=True,
            ),
            unit, None, founded,
        )  # fmt: skip
        weight = random_.paretovariate(1.15)
        hosts.append(Host(id=ident, unit=unit, town=town, founded=founded, weight=weight))
    return hosts, changes


def _soe_unit(  # noqa: PLR0917  # one plain record
    random_: random.Random, unit: str, trade: str, english: str, code: str, town: str, number: int
) -> Unit:
    return Unit(
        id=unit, name=f"{_ZH}{trade}集团有限公司", short_name=f"{_ZH}{trade}",
        name_en=f"{_EN} {english} Group", division=town,
        ownership=random_.choice((Ownership.state_owned, Ownership.state_holding)),
        affiliation=random_.choice((Affiliation.county, Affiliation.prefectural, Affiliation.central)),
        credit_code=make_credit_code(100_000 + number), industry_code=code, industry_edition="2017",
        staff=Quantity("=", random_.randint(80, 2400)), synthetic=True,
    )  # fmt: skip


def _soe_kind(random_: random.Random, again: int) -> tuple[OrganisationKind, str, str]:
    if not again:
        return random_.choice(
            (
                (OrganisationKind.committee, "党委", "Committee"),
                (OrganisationKind.general_branch, "党总支", "General Branch"),
            )
        )
    return (OrganisationKind.branch, "党支部", "Branch")


def _organisation(
    record: Organisation,
    unit: str | None,
    superior: str | None,
    founded: dt.date,
    until: dt.date | None = None,
) -> Iterator[Change]:
    yield Change(record=record, effective=founded, until=until or FOREVER)
    if unit:
        hosting = Hosting(id=f"{record.id}-h", organisation=record.id, unit=unit, synthetic=True)
        yield Change(record=hosting, effective=founded, until=until or FOREVER)
    if superior:
        above = Superior(
            id=f"{record.id}-p", organisation=record.id, superior=superior, synthetic=True
        )
        yield Change(record=above, effective=founded, until=until or FOREVER)


_KINDS = (
    (OrganisationKind.branch, "党支部", "Branch", 0.86),
    (OrganisationKind.joint_branch, "联合党支部", "Joint Branch", 0.94),
    (OrganisationKind.general_branch, "党总支", "General Branch", 0.985),
    (OrganisationKind.committee, "党委", "Committee", 1.0),
)


def make_guests(
    random_: random.Random, places: Places, count: int, until: dt.date
) -> tuple[list[Guest], list[Change]]:
    """Return non-public units with their organisations, some dissolved before ``until``."""
    guests: list[Guest] = []
    changes: list[Change] = []
    towns = sorted(places.points)
    weights = [random_.uniform(0.5, 1.6) for _ in towns]
    for number in range(1, count + 1):
        industry = random_.choice(INDUSTRIES)
        town = random_.choices(towns, weights)[0]
        (a, ra), (b, rb) = random_.sample(SYLLABLES, 2)
        name, english = f"{_ZH}{a}{b}{industry.zh}", f"{ra.title()}{rb} {industry.en}"
        lon, lat = _near(random_, places.points[town])
        founded = day_after(random_, dt.date(2005, 1, 1), dt.date(2024, 6, 30))
        gone = day_after(random_, founded, until) if random_.random() < 0.03 else None
        draw = random_.random()
        kind, words, ownership, _ = next(each for each in _KINDS if draw <= each[3])
        ident, unit = f"{COUNTY}-n{number}", f"{COUNTY}-nu{number}"
        changes.append(
            Change(record=_private_unit(random_, unit, name, english, industry, town, number))
        )
        year_only = random_.random() < 0.08
        record = Organisation(
            id=ident, name=f"{name}有限公司{words}", short_name=f"{a}{b}{industry.zh}{words}",
            name_en=f"{english} {ownership}", kind=kind, division=town,
            founded_on=PartialDate(str(founded.year) if year_only else founded.isoformat()),
            dissolved_on=PartialDate(gone.isoformat()) if gone else None,
            members=None if random_.random() < 0.05 else Quantity("=", random_.randint(3, 46)),
            secretary=random_.choices((PostStatus.filled, PostStatus.vacant), (0.95, 0.05))[0],
            longitude=lon, latitude=lat, synthetic=True,
        )  # fmt: skip
        committee = f"{COUNTY}-c{town.rpartition('t')[2]}"
        changes += _organisation(record, unit, committee, founded, gone)
        if kind is OrganisationKind.joint_branch:
            changes += _second_unit(record, name, english, number, founded, gone)
        if random_.random() < 0.06:
            alias = Alias(
                id=f"{ident}-a",
                about=ident,
                system="name",
                value=str(record.name).translate(_TRADITIONAL),
                synthetic=True,
            )
            changes.append(Change(record=alias))
        guests.append(
            Guest(
                id=ident, unit=unit, town=town, founded=founded, dissolved=gone, industry=industry
            )
        )
    return guests, changes


def _second_unit(  # noqa: PLR0917  # one plain record and its edge
    branch: Organisation,
    name: str,
    english: str,
    number: int,
    founded: dt.date,
    gone: dt.date | None,
) -> Iterator[Change]:
    """Yield a small firm beside the first one: a joint branch is formed in two units or more."""
    unit = Unit(
        id=f"{COUNTY}-nu{number}b", name=f"{name}配套服务有限公司", short_name=f"{name}配套",
        name_en=f"{english} Services Co., Ltd.", division=branch.division,
        ownership=Ownership.private, credit_code=make_credit_code(300_000 + number), synthetic=True,
    )  # fmt: skip
    yield Change(record=unit)
    hosting = Hosting(id=f"{branch.id}-h2", organisation=branch.id, unit=unit.id, synthetic=True)
    yield Change(record=hosting, effective=founded, until=gone or FOREVER)


def _private_unit(  # noqa: PLR0917  # one plain record
    random_: random.Random,
    unit: str,
    name: str,
    english: str,
    industry: Industry,
    town: str,
    number: int,
) -> Unit:
    owners = (Ownership.private, Ownership.foreign, Ownership.hong_kong_macao_taiwan)
    return Unit(
        id=unit, name=f"{name}有限公司", short_name=name, name_en=f"{english} Co., Ltd.", division=town,
        ownership=random_.choices(owners, (0.94, 0.03, 0.03))[0],
        credit_code=make_credit_code(200_000 + number), industry_code=industry.code,
        industry_edition="2017", industry_text=industry.zh,
        staff=Quantity(random_.choices(("=", "≈"), (0.9, 0.1))[0], random_.randint(10, 420)),
        synthetic=True,
    )  # fmt: skip
