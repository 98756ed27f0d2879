"""Proposals of a snapshot with their pairs and the comments on them."""

from __future__ import annotations

from dataclasses import dataclass

from graphs.model import Comment, Decision, Proposal, ProposedPair, Snapshot

__all__ = ["ProposalView", "proposal_views"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A proposal with its pairs, sorted by guest and host, and what was remarked on it."""

    proposal: Proposal
    pairs: tuple[ProposedPair, ...]
    comments: tuple[Comment, ...]

    @property
    def accepted(self) -> tuple[ProposedPair, ...]:
        """The pairs the approver accepted."""
        return tuple(pair for pair in self.pairs if pair.decision is Decision.accepted)


def proposal_views(snapshot: Snapshot) -> tuple[ProposalView, ...]:
    """Return every proposal of the snapshot, the newest plan first, then by id."""
    pairs: dict[str, list[ProposedPair]] = {}
    for pair in snapshot.records(ProposedPair):
        pairs.setdefault(pair.proposal, []).append(pair)
    comments: dict[str, list[Comment]] = {}
    for comment in snapshot.records(Comment):
        comments.setdefault(comment.about, []).append(comment)
    found = []
    for item in snapshot.records(Proposal):
        own = sorted(pairs.get(item.id, ()), key=lambda pair: (pair.guest, pair.host))
        about = [item.id, *(pair.id for pair in own)]
        remarks = tuple(remark for ident in about for remark in comments.get(ident, ()))
        found.append(ProposalView(proposal=item, pairs=tuple(own), comments=remarks))
    return tuple(sorted(found, key=lambda view: (-view.proposal.made_at, view.proposal.id)))
