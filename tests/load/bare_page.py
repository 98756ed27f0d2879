"""A bare Streamlit page with five figures and five small tables: what the ground itself costs."""

from __future__ import annotations

import gc

import streamlit as st

ROWS = 60


@st.cache_resource
def _begin() -> None:
    gc.collect()
    gc.freeze()


_begin()
st.title("Bare")
for place, column in enumerate(st.columns(5)):
    column.metric(f"Figure {place}", place * 17)
st.button("again", key="again")
for table in range(5):
    st.dataframe(
        {
            head: [f"{head} {table}-{row}" for row in range(ROWS)]
            for head in ("组织", "乡镇", "结对", "协议", "到期")
        },
        key=f"table{table}",
    )
