"""Issues that need all rows: counts that disagree, records that look alike."""

from __future__ import annotations

import re
from collections import defaultdict

from graphs.intake.matching.catalogue import Catalogue
from graphs.intake.matching.resolved import Resolved
from graphs.intake.outcome.alike_records import alike_records
from graphs.intake.outcome.record_difference import Difference
from graphs.intake.rows.drafts import Draft
from graphs.intake.tables.row_issues import Issue, issue
from graphs.model import PLACEHOLDER, Quantity
from graphs.text import Text

__all__ = ["consistency"]


def consistency(resolved: Resolved, catalogue: Catalogue) -> tuple[list[Issue], list[Difference]]:
    """Return warnings on signatories and ends, and new records that look like known ones."""
    untried, alike = alike_records(resolved, catalogue)
    return [*_signatories(resolved), *_endings(resolved, catalogue), *untried], alike


def _signatories(resolved: Resolved) -> list[Issue]:
    signed: dict[str, set[str]] = defaultdict(set)
    for draft in resolved.drafts.values():
        if draft.kind == "signatory":
            ends = (draft.get("organisation"), draft.get("partner"))
            signed[str(draft.get("agreement"))].update(str(each) for each in ends if each)
    found = []
    for draft in resolved.drafts.values():
        if draft.kind != "agreement":
            continue
        listed = len(signed.get(draft.id, ()))
        stated = draft.get("signatories_stated")
        if isinstance(stated, Quantity) and listed and not stated.bounds.admits(listed):
            found.append(
                _warn(draft, stated.printed or stated.words().zh, f"载明签约方 {stated.words().zh}，表中列出 {listed}",
                      f"{stated.words().en} signatories are stated, {listed} are listed")
            )  # fmt: skip
        if listed == 1:
            found.append(_warn(draft, "", "只列出一个签约方", "only one signatory is listed"))
    return found


_NOTED_END = re.compile(
    r"已经?(?:于.{0,12})?(?:终止|解除|中止|停止|注销|撤销|解散|作废|取消|退出|到期|期满|结束)(?!后)"
    r"|(?:协议|结对|合作|共建|联建)关?系?已?(?:终止|解除|中止|撤销|停止|作废|取消|失效)"
    r"|(?:终止|解除|停止|取消)(?:了?协议|结对|合作|共建|联建)|不再(?:结对|续签|合作|共建|联建)|[未不]再?续签"
)
_ENDS_IN = {"agreement": "ended_on", "organisation": "dissolved_on"}
_ONLY_NOTED = Text(
    zh="备注里写到终止或撤销，只作说明保留，没有填作终止",
    en="the remark speaks of an end; it is kept as a note, and nothing was ended",
)
_SAY_WHEN = Text(
    zh="确已终止的，在“终止日期”（党组织为“撤销日期”）一列写明哪一天，或导入后在“记录”页终止",
    en="where it has ended give the day in 终止日期 (of organisations: 撤销日期), or end it on Records "
    "after the import",
)


def _endings(resolved: Resolved, catalogue: Catalogue) -> list[Issue]:
    """Warn of remarks that speak of an end which no column states."""
    found = []
    for draft in resolved.drafts.values():
        ended = _ENDS_IN.get(draft.kind)
        note = draft.get("note") if ended else None
        if ended is None or not isinstance(note, str) or not _NOTED_END.search(note):
            continue
        known = None if draft.id.startswith(PLACEHOLDER) else catalogue.record(draft.kind, draft.id)
        if draft.get(ended) is not None or getattr(known, ended, None) is not None:
            continue
        at = next((each.at for each in draft.bound.fields if each.name == "note"), None)
        found.append(
            issue(draft.table.title, draft.row, at, value=note[:80], reason=_ONLY_NOTED,
                  remedy=_SAY_WHEN, severity="warning")
        )  # fmt: skip
    return found


def _warn(draft: Draft, value: str, zh: str, en: str) -> Issue:
    return issue(
        draft.table.title, draft.row, value=value, zh=zh, en=en, severity="warning",
        remedy=Text(zh="照原件核对；两个数都会保留", en="check the original; both figures are kept"),
    )  # fmt: skip
