"""What columns say of organisations is what each says of itself."""

from __future__ import annotations

import pytest
from factory import organisation, picture

from graphs.model import Hosting, Organisation, Ownership, PartialDate, Quantity, Snapshot, Unit
from graphs.network import node_attributes, organisation_attributes, parties


def several() -> Snapshot:
    return picture(
        *organisation("s1", division="d1", founded_on=PartialDate("1950-06")),
        *organisation("n1", size=Quantity("≥", 20)),
        Organisation(id="x1", name="无单位", synthetic=True),
        Organisation(id="j1", name="联合党支部"),
        Unit(id="ja", name="甲", ownership=Ownership.state_owned),
        Unit(id="jb", name="乙", ownership=Ownership.private),
        Hosting(id="jh", organisation="j1", unit="ja"),
        Hosting(id="ji", organisation="j1", unit="jb"),
        Hosting(id="jj", organisation="s1", unit="nowhere"),
    )


@pytest.mark.parametrize("name", ["demo", "shangjie", "several"])
def test_attributes_are_those_of_a_node(name: str, request: pytest.FixtureRequest) -> None:
    snapshot = several() if name == "several" else request.getfixturevalue(name)
    found = dict(organisation_attributes(snapshot))
    assert list(found) == list(parties(snapshot))
    for ident, data in found.items():
        whole = node_attributes(parties(snapshot)[ident])
        assert data == {key: whole[key] for key in data}
        assert {"side", "home", "named", "count_low", "stub"} <= set(data)
