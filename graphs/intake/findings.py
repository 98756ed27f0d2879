"""What becomes visible only once all rows are known: counts that disagree, records that look alike."""

from __future__ import annotations

from collections import defaultdict

from graphs.intake.catalogue import Catalogue
from graphs.intake.difference import Difference
from graphs.intake.drafts import Draft
from graphs.intake.naming import likeness
from graphs.intake.resolving import Resolved
from graphs.intake.troubles import Trouble, trouble
from graphs.model import Quantity
from graphs.text import Text

__all__ = ["consistency"]


def consistency(resolved: Resolved, catalogue: Catalogue) -> tuple[list[Trouble], list[Difference]]:
    """Return warnings on signatories, and new organisations and units that look like known ones."""
    return _signatories(resolved), [
        *_alike(resolved, catalogue, "organisation"),
        *_alike(resolved, catalogue, "unit"),
    ]


def _signatories(resolved: Resolved) -> list[Trouble]:
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


def _warn(draft: Draft, value: str, zh: str, en: str) -> Trouble:
    return trouble(
        draft.table.title, draft.row, value=value, zh=zh, en=en, severity="warning",
        remedy=Text(zh="照原件核对；两个数都会保留", en="check the original; both figures are kept"),
    )  # fmt: skip


def _alike(resolved: Resolved, catalogue: Catalogue, kind: str) -> list[Difference]:
    """Names that only differ by the usual ways of writing them: added, and left to be judged."""
    known = catalogue.by_likeness(kind)
    met: dict[str, Draft] = {}
    found = []
    for draft in resolved.drafts.values():
        name = draft.get("name")
        if draft.kind != kind or not draft.id.startswith("new:") or not isinstance(name, str):
            continue
        like = likeness(name)
        other = (known.get(like) or [""])[0]
        words = catalogue.snapshot.ledger and other
        if not other and like in met:
            other, words = met[like].id, str(met[like].get("name"))
        met.setdefault(like, draft)
        if other:
            found.append(
                Difference(
                    kind="suspicious", record=kind, id=draft.id, name=name, sheet=draft.table.title, row=draft.row,
                    why=Text(zh=f"与“{words}”可能是同一个，照新增处理，请在查重中判断",
                             en=f"may be the same as “{words}”; added as new, judge it in the duplicates desk"),
                )
            )  # fmt: skip
    return found
