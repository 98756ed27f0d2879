"""Phrasings nobody declared are taken for their question; the matcher's notions were widened on them."""

from __future__ import annotations

import pytest

from graphs.model import Snapshot
from graphs.questions import understand

ONE, TWO = "云岭仓储集团党总支", "云岭税务分局机关党支部"

PHRASINGS = (
    (f"{ONE}的联建伙伴", "partners", {"organisation": "yl-s20"}),
    (f"{ONE}结了哪些对", "partners", {"organisation": "yl-s20"}),
    (f"who works with {ONE}", "partners", {"organisation": "yl-s20"}),
    (f"list the partners that {ONE} has", "partners", {"organisation": "yl-s20"}),
    ("松岭街道还有哪些企业支部没结上对", "unpaired", {}),
    ("找不到结对方的非公党组织", "unpaired", {}),
    ("尚未联建的非公企业党支部", "unpaired", {}),
    ("哪些党组织落单了", "unpaired", {}),
    ("organisations still without a partner", "unpaired", {}),
    ("who is not paired yet", "unpaired", {}),
    ("八个月没搞过活动的结对", "dormant_pairs", {"months": "8"}),
    ("签了协议却不开展活动的", "dormant_pairs", {}),
    ("pairs that have gone quiet for 6 months", "dormant_pairs", {"months": "6"}),
    ("pairs with nothing done for 1 year", "dormant_pairs", {"months": "12"}),
    ("三个月内期满的协议", "ending_soon", {"days": "90"}),
    ("下个季度要续签哪些协议", "ending_soon", {}),
    ("本月底前到期", "ending_soon", {}),
    ("which agreements run out in the next 90 days", "ending_soon", {"days": "90"}),
    ("contracts about to expire", "ending_soon", {}),
    ("哪家国企带得太多", "host_load", {"which": "over"}),
    ("结了六对以上的国企", "host_load", {"pairs": "6"}),
    ("手上一家都没有的国企", "host_load", {"which": "none"}),
    ("which hosts carry too many pairs", "host_load", {"which": "over"}),
    ("state-owned branches that have no pair", "host_load", {"which": "none"}),
    ("换届超期的支部有哪些", "elections", {}),
    ("哪些支部班子任期已满", "elections", {}),
    ("committees whose term is over", "elections", {}),
    ("去年以来结对有哪些增减", "changes", {}),
    ("2025年以来新结了哪些对", "changes", {"since": "2025-01-01"}),
    ("difference between 2025-01-01 and 2025-12-31", "changes", {"since": "2025-01-01"}),
    ("跨街道结对", "crossings", {"which": "towns"}),
    ("行业相同的结对", "crossings", {"which": "industry"}),
    ("pairs between different townships", "crossings", {"which": "towns"}),
    ("谁一退出影响最多", "departures", {}),
    (f"{ONE}要是不干了谁会落单", "departures", {"organisation": "yl-s20"}),
    (f"what if {ONE} leaves", "departures", {"organisation": "yl-s20"}),
    ("whose departure would do most damage", "departures", {}),
    ("产业链上哪些环节还是空白", "empty_segments", {}),
    ("哪个环节缺党组织", "empty_segments", {}),
    ("which chain segments have nobody", "empty_segments", {}),
    (f"{ONE}跟{TWO}有没有联系", "connection", {"start": "yl-s20", "stop": "yl-b1"}),
    (f"how are {ONE} and {TWO} linked", "connection", {"start": "yl-s20", "stop": "yl-b1"}),
    ("出处不明的记录", "record_gaps", {"which": "unsourced"}),
    ("没写名称的党组织", "record_gaps", {"which": "unnamed"}),
    ("records with no source", "record_gaps", {"which": "unsourced"}),
    ("只跟机关结对的党组织", "other_signatories", {}),
    ("村党支部结的对", "other_signatories", {}),
    ("过期没有续签的协议", "renewals", {}),
    ("拖了很久才续的协议", "renewals", {"which": "late"}),
    ("agreements that lapsed without renewal", "renewals", {"which": "lapsed"}),
    ("哪些非公支部至今还没有国企带", "unpaired", {}),
    (f"{ONE}带了谁", "partners", {}),
    ("白石镇没对上的", "unpaired", {}),
    ("五个月没动静的结对", "dormant_pairs", {}),
    ("年底前要到期的有几份", "ending_soon", {}),
    ("带得最多的国企", "host_load", {}),
    ("还能再带人的国企", "host_load", {}),
    ("没有非公结对的国企", "host_load", {}),
    ("支委会该改选的", "elections", {}),
    ("上半年多了哪些结对", "changes", {}),
    ("跨镇的", "crossings", {}),
    ("两家在一条链上的结对", "crossings", {}),
    (f"{ONE}撤销的话", "departures", {}),
    ("链上缺口", "empty_segments", {}),
    (f"{ONE}到{TWO}怎么走", "connection", {}),
    ("没有依据的数据", "record_gaps", {}),
    ("不知道叫什么的组织", "record_gaps", {}),
    ("和村里结对的", "other_signatories", {}),
    ("断了的协议", "renewals", {}),
    ("branches nobody is paired with", "unpaired", {}),
    ("agreements due within two months", "ending_soon", {}),
    ("busiest hosts", "host_load", {}),
    ("hosts without guests", "host_load", {}),
    ("stale pairs", "dormant_pairs", {}),
    ("who must hold elections", "elections", {}),
    ("new pairs in 2025", "changes", {}),
    ("cross-township pairs", "crossings", {}),
    (f"if {ONE} were dissolved", "departures", {}),
    ("chain gaps", "empty_segments", {}),
    (f"route from {ONE} to {TWO}", "connection", {}),
    ("facts without evidence", "record_gaps", {}),
    ("expired agreements never renewed", "renewals", {}),
)  # fmt: skip


@pytest.mark.parametrize(("typed", "key", "given"), PHRASINGS)
def test_an_unseen_phrasing_is_taken_for_its_question(
    typed: str, key: str, given: dict[str, str], demo: Snapshot
) -> None:
    found = understand(typed, demo)
    assert found, typed
    assert found[0].question == key, [each.question for each in found]
    assert given.items() <= dict(found[0].given).items()
