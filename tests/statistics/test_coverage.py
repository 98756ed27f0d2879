import pytest
from factory import agreement, organisation, picture

from graphs.model import (
    Bounds,
    Count,
    Division,
    DivisionLevel,
    NotComputable,
    Organisation,
    Quantity,
    Snapshot,
)
from graphs.statistics import (
    MEASURES,
    USUAL_LOAD,
    coverage_by_division,
    host_loads,
    nearest_free_hosts,
    nobody_near,
    pairs_in_force,
)


def coverage(snapshot: Snapshot):
    return MEASURES["coverage"].compute(snapshot)


def test_coverage_is_not_computable_where_the_population_is_not_stated(shangjie: Snapshot):
    found = coverage(shangjie)
    assert isinstance(found, NotComputable)
    assert found.words().zh == "不可计算"
    assert found.reason.zh == "来源没有载明非公党组织的总数，分母未知"


def test_silence_about_the_population_is_no_statement():
    records = [organisation("s1"), organisation("n1"), agreement("g1", "s1", "n1")]
    assert isinstance(coverage(picture(*records)), NotComputable)
    assert coverage(picture(*records, population_stated=True)).words().zh == "100.0 %"


def test_without_anybody_to_pair_there_is_no_rate():
    found = coverage(picture(organisation("s1"), population_stated=True))
    assert found.reason.en == "no non-public organisation in scope"


def test_coverage_of_the_demonstration_equals_a_count_from_its_raw_tables(demo: Snapshot):
    day = demo.as_of.isoformat()
    private = {"private", "non_public", "foreign", "hong_kong_macao_taiwan"}
    state = {"state_owned", "state_holding"}
    owned = dict(zip(demo.column("unit", "id"), demo.column("unit", "ownership"), strict=True))
    side = {}
    for row in demo.table("hosting").to_pylist():
        kind = owned[row["unit"]]
        side[row["organisation"]] = "n" if kind in private else "s" if kind in state else ""
    alive = {
        row["id"]
        for row in demo.table("organisation").to_pylist()
        if side.get(row["id"]) == "n"
        and (row["founded_on"] or "") <= day and (row["dissolved_on"] or "9999") > day
    }  # fmt: skip
    paired = set()
    signed: dict[str, list[dict]] = {}
    for row in demo.table("signatory").to_pylist():
        signed.setdefault(row["agreement"], []).append(row)
    for row in demo.table("agreement").to_pylist():
        begun = (row["starts_on"] or row["signed_on"]) <= day
        over = (row["ends_on"] or "9999") < day or (row["ended_on"] or "9999") <= day
        if not begun or over:
            continue
        lines = signed[row["id"]]
        couples = {(each["organisation"], each["partner"]) for each in lines if each["partner"]}
        orgs = [each["organisation"] for each in lines]
        couples = couples or {(a, b) for a in orgs for b in orgs}
        for a, b in couples | {(b, a) for a, b in couples}:
            if side.get(a) == "s" and side.get(b) == "n":
                paired.add(b)
    found = coverage(demo)
    assert set(found.denominator.ids) == alive
    assert set(found.numerator.ids) == alive & paired
    sizes = dict(
        zip(demo.column("organisation", "id"), demo.column("organisation", "size"), strict=True)
    )
    assert found.denominator.bounds == Bounds.exactly(sum(sizes[i] or 1 for i in alive))
    assert found.bounds.low == pytest.approx(found.numerator.low / found.denominator.low)
    assert 0.3 < found.bounds.low < 0.8


def test_townships_add_up_to_the_district(demo: Snapshot):
    towns = coverage_by_division(demo)
    found = coverage(demo)
    assert sum((town.paired for town in towns), Count()) == found.numerator
    assert sum((town.all for town in towns), Count()) == found.denominator
    assert {town.division for town in towns} == {each.id for each in demo.records(Division)} - {
        "yl"
    }


def test_townships_with_most_to_do_come_first(demo: Snapshot):
    unpaired = [town.unpaired.low for town in coverage_by_division(demo)]
    assert unpaired == sorted(unpaired, reverse=True)


def test_a_village_is_reported_under_its_township():
    places = [
        Division(id="t", name="镇", level=DivisionLevel.township),
        Division(id="v", name="村", level=DivisionLevel.village, parent="t"),
        Division(id="w", name="孤村", level=DivisionLevel.village),
    ]
    found = picture(places, *(organisation(f"n{p}", division=p) for p in "tvw"), organisation("n9"))
    towns = {town.division: town.unpaired.ids for town in coverage_by_division(found)}
    assert towns == {"t": ("nt", "nv"), "w": ("nw",), "": ("n9",)}


def test_a_host_carries_its_pairs_in_force(demo: Snapshot):
    pairs = pairs_in_force(demo)
    for each in host_loads(demo):
        own = [pair.count for pair in pairs if pair.host == each.host]
        assert each.load.bounds == sum(own, Bounds(0, 0))
    assert any(each.load.low > 1 for each in host_loads(demo))


@pytest.mark.parametrize(
    ("size", "load", "free", "over", "maybe"),
    [
        (Quantity("=", 2), "2", "1", 0, False),
        (Quantity("–", 2, 5), "2–5", "0–1", 0, True),
        (Quantity("≥", 2), "≥ 2", "≤ 1", 0, True),
        (Quantity("≥", 5), "≥ 5", "0", 2, True),
    ],
)
def test_a_collective_loads_its_host_with_all_its_pairs(
    size: Quantity, load: str, free: str, over: int, *, maybe: bool
):
    found = picture(
        organisation("s1"), organisation("n1", size=size), agreement("g1", "s1", "n1", pairs=size)
    )
    [each] = host_loads(found)
    assert (each.load.words().zh, each.free_words().zh) == (load, free)
    assert (each.over, each.may_be_over) == (over, maybe)


def test_a_host_is_offered_only_where_a_slot_is_left_for_certain():
    wide = agreement("g1", "s1", "n2", pairs=Quantity("≥", 1))
    two = [organisation("s1"), organisation("n1"), organisation("n2", size=Quantity("≥", 1)), wide]
    assert nearest_free_hosts(picture(*two), ("n1",)).get("n1") is None


def test_a_collective_is_covered_as_far_as_its_pairs_reach():
    found = picture(
        organisation("s1"), organisation("n1"), organisation("n2", size=Quantity("=", 10)),
        agreement("g1", "s1", "n2", pairs=Quantity("–", 4, 6)), population_stated=True,
    )  # fmt: skip
    rate = coverage(found)
    assert (rate.numerator.bounds, rate.denominator.bounds) == (Bounds(4, 6), Bounds(11, 11))
    [town] = coverage_by_division(found)
    assert town.unpaired.bounds == Bounds(5, 7)
    assert town.rate == rate


def test_the_usual_load_is_stated_or_taken():
    found = picture(organisation("s1", usual_load=0), organisation("s2"))
    loads = {each.host: (each.usual, each.stated, each.free) for each in host_loads(found)}
    assert loads == {"s1": (0, True, 0), "s2": (USUAL_LOAD, False, USUAL_LOAD)}


def test_a_collective_host_has_no_load():
    assert host_loads(picture(organisation("s1", size=Quantity("≥", 1)))) == ()


def test_the_nearest_host_with_a_slot_left_is_found():
    at = {"longitude": 113.0, "latitude": 34.0}
    found = picture(
        organisation("n1", **at), organisation("n2"),
        organisation("s1", **at, usual_load=1),
        organisation("s2", longitude=113.1, latitude=34.0, usual_load=1),
        organisation("s3", longitude=114.0, latitude=34.0),
        agreement("g1", "s1", "n2"),
    )  # fmt: skip
    nearest = nearest_free_hosts(found, ("n1",)).get("n1")
    assert nearest.host == "s2"
    assert nearest.distance_km == pytest.approx(9.22, abs=0.01)  # 0.1° of longitude at 34° north


def test_without_coordinates_the_same_township_comes_first():
    found = picture(
        Division(id="t1", name="甲镇"), Division(id="t2", name="乙镇"),
        organisation("n1", division="t2"), organisation("s1", division="t1"), organisation("s2", division="t2"),
    )  # fmt: skip
    assert nearest_free_hosts(found, ("n1",)).get("n1").host == "s2"


def test_nobody_is_near_where_neither_place_nor_township_is_stated():
    found = picture(
        Division(id="t1", name="甲镇"),
        organisation("n1"), organisation("n2", division="t1"), organisation("s1"),
    )  # fmt: skip
    assert [nearest_free_hosts(found, (guest,)).get(guest) for guest in ("n1", "n2")] == [
        None,
        None,
    ]
    assert nobody_near(found).zh == "无从判断：没有坐标"


def test_nobody_is_near_where_nobody_is_free():
    found = picture(organisation("n1"), organisation("s1", usual_load=0))
    assert nearest_free_hosts(found, ("n1",)).get("n1") is None
    assert nearest_free_hosts(found, ("nobody",)).get("nobody") is None


def test_the_nearest_of_the_demonstration_is_nearest_by_brute_force(demo: Snapshot):
    places = {
        each.id: (each.longitude, each.latitude)
        for each in demo.records(Organisation)
        if each.longitude is not None
    }
    free = {each.host for each in host_loads(demo) if each.free > 0}
    guest = next(i for town in coverage_by_division(demo) for i in town.unpaired.ids if i in places)
    nearest = nearest_free_hosts(demo, (guest,)).get(guest)

    def far(host: str) -> float:
        # flat-earth distance at this latitude orders a county as the sphere does
        (x, y), (u, v) = places[guest], places[host]
        return ((x - u) * 0.85) ** 2 + (y - v) ** 2

    ranked = sorted((h for h in free if h in places), key=far)
    assert nearest.host in ranked[:2]
