"""Whether a post has signed a reported figure off, and whether its evidence is still what it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graphs.errors import InputError, Problem
from graphs.model import Change, Choice, Comparison, SignOff, Snapshot, post_key
from graphs.statistics.statements.explanations import EXPLANATIONS
from graphs.statistics.statements.figure_evidence import (
    FigureEvidence,
    evidence_of,
    read_evidence,
)
from graphs.statistics.statements.reconciled_statement import Reconciliation
from graphs.text import Text

__all__ = [
    "SignOffState",
    "SignedFigure",
    "is_sound",
    "sign_off_step",
    "signed_figures",
]


class SignOffState(Choice):
    """What a post's word on a reported figure is worth now."""

    unsigned = Text(zh="未签认", en="not signed off")
    signed = Text(zh="已签认", en="signed off")
    reopened = Text(zh="依据已变，待重新核对", en="reopened: the evidence has moved")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedFigure:
    """A reported figure beside the ledger's, with its evidence and what posts said of it.

    Attributes
    ----------
    sign_offs
        Every sign-off of the figure, the newest first.
    added, gone
        What the ledger counts now and did not when the newest was made, and the other way round;
        none where that was too much to list.
    """

    found: Reconciliation
    evidence: FigureEvidence
    state: SignOffState
    sign_offs: tuple[SignOff, ...] = ()
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the statement."""
        return self.found.statement.id

    @property
    def moved(self) -> tuple[Text, ...]:
        """What differs from the evidence of the newest sign-off, in words; none where none does."""
        then = read_evidence(self.sign_offs[0].evidence) if self.sign_offs else None
        if self.state is not SignOffState.reopened or then is None:
            return ()
        found: list[Text] = []
        if then.reported != self.evidence.reported:
            found.append(Text(zh="上报数已更正", en="the reported figure was corrected"))
        was, now = (
            Text.join([e.bounds.words() for e in each.days]) for each in (then, self.evidence)
        )
        if was != now:
            words = Text(
                zh="台账的数由 {was} 变为 {now}", en="the ledger's figure was {was}, is {now}"
            )
            found.append(words.format(was=was, now=now))
        if not then.listed and then.rows != self.evidence.rows:
            words = Text(
                zh="当时所计的记录过多，未逐条留存，可看第 {n} 版",
                en="what was counted then was too much to list; see revision {n}",
            )
            found.append(words.format(n=self.sign_offs[0].looked_at))
        elif self.added or self.gone:
            words = Text(
                zh="所计的记录增 {a} 条、减 {b} 条", en="{a} records newly counted, {b} no longer"
            )
            found.append(words.format(a=len(self.added), b=len(self.gone)))
        return tuple(found)


def signed_figures(snapshot: Snapshot, found: Sequence[Reconciliation]) -> tuple[SignedFigure, ...]:
    """Return each reconciliation with its sign-offs, in the order given.

    The newest sign-off is the one that looked at the newest revision. Where the evidence of now
    has another digest than the one it names, the figure is open again: nobody has to say so.
    """
    by_statement: dict[str, list[SignOff]] = {}
    for each in snapshot.records(SignOff):
        by_statement.setdefault(each.statement, []).append(each)
    return tuple(_signed(each, by_statement) for each in found)


def _signed(found: Reconciliation, by_statement: Mapping[str, list[SignOff]]) -> SignedFigure:
    evidence = evidence_of(found)
    known = sorted(
        by_statement.get(found.statement.id, ()), key=lambda each: (-each.looked_at, each.id)
    )
    if not known:
        return SignedFigure(found=found, evidence=evidence, state=SignOffState.unsigned)
    newest = known[0]
    then = read_evidence(newest.evidence)
    unmoved = then is not None and then.digest == newest.digest == evidence.digest
    now = set(evidence.rows)
    before = set(then.rows) if then is not None and then.listed else now
    return SignedFigure(
        found=found,
        evidence=evidence,
        state=SignOffState.signed if unmoved else SignOffState.reopened,
        sign_offs=tuple(known),
        added=tuple(sorted(now - before)),
        gone=tuple(sorted(before - now)),
    )


def is_sound(sign_off: SignOff, at_revision: Callable[[int], Reconciliation | None]) -> bool:
    """Return whether a sign-off says what the ledger of its revision gives.

    ``at_revision`` reconciles the statement as a revision had it; ``None`` where it had none. No
    later revision changes that, so a sign-off whose evidence was made up, or changed afterwards,
    is found.

    Examples
    --------
    >>> by_mouth = SignOff(
    ...     id="s1", statement="t1", post="统计岗", looked_at=3, digest="0" * 64, evidence="口头")
    >>> is_sound(by_mouth, lambda revision: None)
    False
    """
    then = read_evidence(sign_off.evidence)
    if then is None or then.digest != sign_off.digest:
        return False
    found = at_revision(sign_off.looked_at)
    return found is not None and evidence_of(found).digest == sign_off.digest


def _reasons(found: Reconciliation, explanations: Sequence[str], words: str) -> tuple[Problem, ...]:
    """Return what is wrong with the reasons given for a sign-off."""
    able = [each.key for each in found.explanations]
    problems = [
        Problem(
            place=Text(zh="解释", en="explanation"),
            value=key,
            reason=Text(zh="不适用于这个上报数", en="does not apply to this figure"),
            remedy=Text(zh="可选：{keys}", en="choose of {keys}").format(
                keys=", ".join(able) or "—"
            ),
        )
        for key in explanations
        if key not in able
    ]
    if found.verdict is not Comparison.equal and not explanations and not words:
        problems.append(
            Problem(
                place=Text(zh="说明", en="note"),
                reason=Text(
                    zh="两数不一致：选一个解释，或写明为何这样签认",
                    en="the figures do not agree: choose an explanation, or write why it is signed off",
                ),
            )
        )
    return tuple(problems)


_SAID = ("digest", "explanations", "note")
_SIGNED = Text(
    zh="本岗位已据第 {n} 版签认，依据和说明都相同，未再写入",
    en="this post signed it off at revision {n}, on the same evidence and in the same words; "
    "nothing more was written",
)


def sign_off_step(
    signed: SignedFigure,
    *,
    post: str,
    revision: int,
    explanations: Sequence[str] = (),
    note: str | None = None,
) -> Change:
    """Return the step by which a post signs a figure off at a revision.

    Raises
    ------
    InputError
        An explanation is none of those that apply; or the two figures do not agree and neither an
        explanation nor a note says why; or the post's newest sign-off says the same of the same
        evidence.

    Examples
    --------
    >>> from graphs.model import Quantity, Statement
    >>> told = Statement(id="t1", indicator="结对", measure="pairs", value=Quantity("=", 32))
    >>> found = Reconciliation(statement=told, verdict=Comparison.equal)
    >>> figure = SignedFigure(
    ...     found=found, evidence=evidence_of(found), state=SignOffState.unsigned)
    >>> step = sign_off_step(figure, post="统计岗", revision=3)
    >>> step.record.statement, step.record.looked_at
    ('t1', 3)
    """
    found, words = signed.found, (note or "").strip()
    problems = _reasons(found, explanations, words)
    if problems:
        raise InputError(problems[0].sentence(), problems)
    ordered = [key for key in EXPLANATIONS if key in set(explanations)]
    made = SignOff(
        id="new:sign-off",
        statement=found.statement.id,
        post=post,
        looked_at=revision,
        digest=signed.evidence.digest,
        evidence=signed.evidence.text(),
        explanations=" ".join(ordered) or None,
        note=words or None,
        synthetic=found.statement.synthetic,
    )
    own = next((e for e in signed.sign_offs if post_key(e.post) == post_key(post)), None)
    if own and all(getattr(own, each) == getattr(made, each) for each in _SAID):
        raise InputError(_SIGNED.format(n=own.looked_at))
    return Change(record=made)
