"""The press sample as a snapshot, read straight from its tables."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

from graphs.model import (
    Agreement,
    Citation,
    Hosting,
    Membership,
    Organisation,
    OrganisationKind,
    PartialDate,
    Record,
    Signatory,
    Snapshot,
    Source,
    Superior,
    Unit,
)

FOLDER = Path(__file__).resolve().parents[1] / "data" / "press"
KINDS = {
    "党支部": OrganisationKind.branch,
    "联合党支部": OrganisationKind.joint_branch,
    "党总支": OrganisationKind.general_branch,
    "联合党总支": OrganisationKind.joint_general_branch,
    "党委": OrganisationKind.committee,
    "党工委": OrganisationKind.working_committee,
    "其他": OrganisationKind.not_stated,
}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def suspected() -> set[tuple[str, str]]:
    return {(row["org_id_a"], row["org_id_b"]) for row in rows("suspected_duplicates")}


def records() -> list[Record]:
    found: list[Record] = []
    units: dict[str, str] = {}
    for row in rows("organisations"):
        ident = row["org_id"]
        found.append(Organisation(id=ident, name=row["name"], kind=KINDS[row["org_type"]]))
        found.append(
            Citation(id=f"c{ident}", source=row["source_id"], about=ident, quote=row["name"])
        )
        if row["unit_name"]:
            unit = units.setdefault(row["unit_name"], f"u{ident}")
            found.append(Hosting(id=f"h{ident}", organisation=ident, unit=unit))
    found += [Unit(id=ident, name=name) for name, ident in units.items()]
    found += [
        Source(id=key, title=key) for key in {row["source_id"] for row in rows("organisations")}
    ]
    for row in rows("agreements"):
        signed = PartialDate(row["signed_on"]) if row["signed_on"] else None
        found.append(Agreement(id=row["agreement_id"], signed_on=signed))
        for party in row["party_ids"].split(";"):
            ident = f"{row['agreement_id']}-{party}"
            found.append(Signatory(id=ident, agreement=row["agreement_id"], organisation=party))
    for at, row in enumerate(rows("memberships")):
        parent, child = row["parent_id"], row["child_id"]
        if row["kind"] == "下设支部":
            found.append(Superior(id=f"p{at}", organisation=child, superior=parent))
        else:
            found.append(Membership(id=f"m{at}", organisation=child, body=parent))
    return found


def snapshot(*more: Record) -> Snapshot:
    return Snapshot.from_records([*records(), *more], as_of=dt.date(2025, 12, 31))
