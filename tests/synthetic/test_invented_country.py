from collections import Counter
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nonempty import nonempty

from graphs.codes import check_credit_code
from graphs.model import Agreement, Change, Organisation, Profile, Record, Unit
from graphs.synthetic import country, county_sizes

SMALL = {"counties": 4, "organisations": 800}


def records(**sizes: int) -> list[list[Record]]:
    return [
        [each.record if isinstance(each, Change) else each for each in batch]
        for _, batch in country(**sizes)
    ]


def test_one_batch_a_county():
    assert len(records(**SMALL)) == 4


def test_the_country_is_a_stream():
    """The first county of 2,850 comes without the rest being made."""
    note, first = next(country())
    assert note == "第 1 县（虚构）"
    assert len(list(islice(first, 100))) == 100


def test_the_same_seed_gives_the_same():
    assert records(**SMALL, seed=3) == records(**SMALL, seed=3)
    assert records(**SMALL, seed=3) != records(**SMALL, seed=4)


def test_a_county_is_the_same_whether_or_not_others_are_read():
    (_, _), (_, second) = islice(country(**SMALL), 2)
    alone = [each.record if isinstance(each, Change) else each for each in second]
    assert alone == records(**SMALL)[1]


def test_every_record_says_that_it_is_invented():
    assert all(each.synthetic for batch in records(**SMALL) for each in batch)


def test_ids_are_unique_over_the_country():
    ids = Counter(each.id for batch in records(**SMALL) for each in batch)
    assert max(ids.values()) == 1


def test_credit_codes_are_sound_unique_and_of_no_region():
    codes = [each.credit_code for b in records(**SMALL) for each in b if isinstance(each, Unit)]
    assert codes
    assert len(codes) == len(set(codes))
    assert all(check_credit_code(code) == () and code[2:8] == "000000" for code in codes)


def test_references_stay_in_the_county_or_point_up():
    known: set[str] = set()
    for batch in nonempty(records(**SMALL)):
        known |= {each.id for each in batch}
        for each in nonempty(batch):
            for name in ("organisation", "unit", "agreement", "superior", "parent", "division"):
                value = getattr(each, name, None)
                assert value is None or value in known, (each.id, name, value)


def test_there_is_one_profile():
    found = [each for batch in records(**SMALL) for each in batch if isinstance(each, Profile)]
    assert len(found) == 1
    assert found[0].population_stated


@given(st.integers(1, 300), st.integers(1000, 500_000), st.integers(0, 99))
def test_county_sizes_add_up_or_keep_their_least(counties: int, organisations: int, seed: int):
    sizes = county_sizes(counties, organisations, seed)
    assert len(sizes) == counties
    assert min(sizes) >= 40
    assert sum(sizes) >= organisations - counties


def test_county_sizes_are_heavy_tailed():
    sizes = sorted(county_sizes(2850, 5_250_000, 1))
    assert sum(sizes) == pytest.approx(5_250_000, rel=0.001)
    assert sizes[-1] > 5 * sizes[len(sizes) // 2]


def test_about_half_of_the_guests_are_unpaired():
    batch = records(counties=1, organisations=3000)[0]
    signed = sum(isinstance(each, Agreement) for each in batch)
    guests = sum(isinstance(u, Unit) and u.ownership.side.name == "non_public" for u in batch)
    assert 0.45 < signed / guests < 0.65
    assert sum(isinstance(each, Organisation) for each in batch) == 3000
