"""The overview is arranged for whoever reads it, and the address says for whom."""

from __future__ import annotations

from collections.abc import Callable

from app_reading import SCREENS, said
from streamlit.testing.v1 import AppTest

from graphs.interchange import READERS


def test_the_overview_opens_as_its_reader_works(read_app: Callable[..., AppTest]) -> None:
    seen = set()
    for reader in READERS:
        app = read_app("overview", ledger="demo", reader=reader)
        assert not app.exception
        assert app.segmented_control(key="overview:reader").value == reader
        seen.add(tuple(said(app)))
    assert len(seen) == len(READERS)


def test_a_steward_sees_first_what_the_rules_find_and_what_the_records_lack(
    read_app: Callable[..., AppTest],
) -> None:
    app = read_app("overview", ledger="demo", reader="steward")
    words = [each.words for each in said(app)]
    place = {
        key: next(n for n, each in enumerate(words) if key in each)
        for key in ("按规则检查", "条记录是未具名", "非公党组织未结对")
    }
    assert list(place) == sorted(place, key=place.__getitem__)


def test_what_nobody_can_decide_is_one_folded_line_with_each_reason(
    read_app: Callable[..., AppTest],
) -> None:
    app = read_app("overview", ledger="shangjie-2010")
    words = " ".join(each.words for each in said(app))
    assert words.count("项无从判断") == 1
    for reason in ("活动：1 份有效协议中 1 个未载明", "到期日：1 份有效协议中 1 个未载明"):
        assert reason in words


def test_each_reader_is_led_to_the_screens_of_its_work(read_app: Callable[..., AppTest]) -> None:
    seen = {}
    for reader in READERS:
        app = read_app("overview", ledger="demo", reader=reader)
        # The element tree of the app test does not know links to pages; they are read as sent.
        links = [each.proto.page for each in app.main.get("page_link") if hasattr(each, "proto")]
        seen[reader] = {link.rpartition("/")[2] for link in links} & set(SCREENS)
    assert seen["official"] >= {"brief", "presentation"}
    assert seen["planner"] >= {"plan", "proposals"}
    assert seen["analyst"] >= {"statistics", "download"}
    assert seen["steward"] >= {"findings", "imports"}
