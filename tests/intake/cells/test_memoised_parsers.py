"""Each parser whose answers are kept gives what it would give afresh, for whatever a cell holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphs import folding
from graphs.intake.cells import party_cells, party_names, quantities
from graphs.intake.files import cell_text
from graphs.intake.mapping import patterns

PARTS = (
    "甲公司党支部", "乙厂", "中共", "第一", "党总支委员会", "（5月已终止）", "、", "；", "\n", " ", "　", "①", "②", "无", "/",
    "同上", "30余家", "三百人", "33（含预备2）", "２０２３", "2023.5.4", "'", "`", "\u200b", "\u00ad", '="001"', "#N/A", "書記王某",
    "聯合黨支部", "A", "ａ", "%", "农、林局",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PARTS), max_size=6).map("".join) | st.text(max_size=12)
SEPARATORS = st.sampled_from([(), ("、",), ("、", "；", "\n")])
UNITS = st.sampled_from([("家", "个"), ("方",), ("人", "名")])
KEPT: tuple[tuple[Any, st.SearchStrategy[tuple[Any, ...]]], ...] = (
    (folding._folded, st.tuples(TEXTS)),
    (cell_text.clean, st.tuples(TEXTS)),
    (cell_text.unseen, st.tuples(TEXTS)),
    (party_names.unit_name, st.tuples(TEXTS)),
    (party_cells._alone, st.tuples(TEXTS)),
    (party_cells._named, st.tuples(TEXTS, SEPARATORS)),
    (quantities._counted, st.tuples(TEXTS, UNITS)),
    (
        patterns.holds,
        st.tuples(TEXTS, st.sampled_from([("甲*",), ("!中共*",), ("*公司*", "!乙*")])),
    ),
)


@pytest.mark.parametrize(("kept", "asked"), KEPT, ids=lambda each: getattr(each, "__name__", ""))
def test_memoised_is_plain(kept: Any, asked: st.SearchStrategy[tuple[Any, ...]]) -> None:
    plain: Callable[..., object] = kept.__wrapped__

    @given(asked)
    def same(question: tuple[Any, ...]) -> None:
        afresh = plain(*question)
        assert kept(*question) == afresh
        assert kept(*question) == afresh  # the answer that was kept

    same()


@given(TEXTS, UNITS)
@example("30余家", ("家",))
@example("３０余⼯家", ("家",))
def test_counting_looks_only_where_a_unit_stands(text: str, units: tuple[str, ...]) -> None:
    import unicodedata

    plain = quantities._counted.__wrapped__(unicodedata.normalize("NFKC", text), units)
    assert quantities.counted(text, units) == plain


def test_the_kept_parsers_of_cells_are_all_here() -> None:
    known = {getattr(kept, "__wrapped__", None) for kept, _ in KEPT}
    for module in (cell_text, party_cells, party_names, quantities):
        found = {
            each.__wrapped__
            for each in vars(module).values()
            if hasattr(each, "cache_info")
            and each.cache_parameters()["maxsize"] is not None
            and each.__module__ == module.__name__
        }
        assert found <= known, module.__name__
