"""Names and keys of the files are found again, also where thousands share one."""

from __future__ import annotations

import time

import pytest
from intake_books import csv_file, imported

from graphs.intake.matching.register import Register

SHARED = 200_000


def test_a_title_that_thousands_share_costs_no_more_than_thousands_of_titles() -> None:
    rows = "".join(f"A-{r},联建协议,2023-05-04\n" for r in range(3))
    result = imported(csv_file(f"协议编号,协议名称,签订日期\n{rows}", "协议.csv"))
    assert result.errors == ()
    register = Register()
    begun = time.process_time()
    for at in range(SHARED):
        register.put_name("agreement", "联建协议", f"new:{at}")
    assert time.process_time() - begun < 10  # each further one copied all before it: hours
    assert len(register.by_name("agreement", "联建协议")) == SHARED


@pytest.mark.parametrize("many", [1, 2, 3])
def test_ids_keep_the_order_in_which_they_came(many: int) -> None:
    register = Register()
    for at in (*range(many), 0):
        register.put_name("unit", "甲公司", f"new:{at}")
    assert list(register.by_name("unit", "甲公司")) == [f"new:{at}" for at in range(many)]
