"""Lines of reconciled figures as a command prints them: in summary, and with all their evidence."""

from __future__ import annotations

from typing import Any, TypeAlias

from graphs.ledger import Ledger, signed_figures_of
from graphs.model import Snapshot
from graphs.statistics import Reconciliation, SignedFigure, difference_words, is_sound
from graphs.statistics.statements.figure_evidence import row_name
from graphs.text import Language, Text

__all__ = ["Line", "evidence_lines", "summary_line"]

Line: TypeAlias = tuple[dict[str, Any], Text]
"""What is printed: the value for programs, and its words."""


def summary_line(each: SignedFigure, language: Language) -> Line:
    """Return a figure, the ledger's, the difference and whether it is signed off."""
    said, found = each.found.statement, each.found
    difference = difference_words(found)
    newest = each.sign_offs[0] if each.sign_offs else None
    value = {
        "statement": said.id,
        "indicator": said.indicator,
        "as_of": said.as_of.text if said.as_of else None,
        "reported": said.value.words().say(language) if said.value else None,
        "ledger": found.own_words().say(language) or None,
        "difference": difference.say(language) if difference else None,
        "verdict": found.verdict.name,
        "state": each.state.name,
        "signed_by": newest.post if newest else None,
        "revision": newest.looked_at if newest else None,
        "digest": each.evidence.digest,
        "moved": [words.say(language) for words in each.moved],
    }
    dash = Text.same("—")
    moved = Text.join([Text.same(""), *each.moved], zh="；", en="; ") if each.moved else ""
    line = Text(
        zh="{id}\t{indicator}\t上报 {reported}\t台账 {ledger}\t{difference}\t{verdict}\t{state}{moved}",
        en="{id}\t{indicator}\treported {reported}\tledger {ledger}\t{difference}\t{verdict}\t{state}{moved}",
    ).format(
        id=said.id,
        indicator=Text.named(said.indicator, said.indicator_en),
        reported=said.value.words() if said.value else dash,
        ledger=found.own_words() if found.figures else dash,
        difference=difference or dash,
        verdict=found.verdict_words(),
        state=each.state.label,
        moved=moved,
    )
    return value, line


def evidence_lines(
    ledger: Ledger, snapshot: Snapshot, one: SignedFigure, language: Language
) -> list[Line]:
    """Return the figure, what may explain it, what it counts, and each sign-off with its check."""
    found = [summary_line(one, language)]
    if one.found.reason:
        found.append(({"why": one.found.reason.say(language)}, one.found.reason))
    for each in one.found.explanations:
        words = Text.same(f"  {each.key}\t") + each.words
        found.append(({"explanation": each.key, "words": each.words.say(language)}, words))
    for row in one.evidence.rows:
        name = row_name(snapshot, row)
        found.append(({"counts": row, "name": name.say(language)}, Text.same(f"  {row}\t") + name))
    for signed in one.sign_offs:
        sound = is_sound(signed, lambda revision: _then(ledger, snapshot, one.id, revision))
        found.append(_sign_off(signed.post, signed.looked_at, signed.digest, sound=sound))
    return found


def _then(ledger: Ledger, snapshot: Snapshot, ident: str, revision: int) -> Reconciliation | None:
    earlier = signed_figures_of(ledger, snapshot, revision=revision)
    return next((each.found for each in earlier if each.id == ident), None)


def _sign_off(post: str, revision: int, digest: str, *, sound: bool) -> Line:
    verdict = (
        Text(zh="与第 {n} 版的台账相符", en="agrees with the ledger of revision {n}")
        if sound
        else Text(zh="与第 {n} 版的台账不符", en="does not agree with the ledger of revision {n}")
    ).format(n=revision)
    value = {"signed_by": post, "revision": revision, "digest": digest, "sound": sound}
    words = Text(zh="  签认\t{post}\t{verdict}", en="  signed off\t{post}\t{verdict}")
    return value, words.format(post=post, verdict=verdict)
