"""Record types, each declared once, and the frozen values made of them.

The import order below is the source order of :data:`RECORDS`.
"""

# isort: off
from graphs.model.choices import (
    ActivityKind,
    Affiliation,
    AgreementKind,
    ChainRole,
    DivisionLevel,
    LineageKind,
    ListKind,
    MembershipRole,
    OrganisationKind,
    Ownership,
    PostStatus,
    SegmentPosition,
    Side,
    SourceKind,
    TieKind,
)
from graphs.model.values import Absence, Answer, Bounds, Choice, PartialDate, Quantity
from graphs.model.figures import (
    Comparison,
    Count,
    Figure,
    Kind,
    Mean,
    NotComputable,
    Rate,
    Reported,
    compare,
)
from graphs.model.grammar import (
    Column,
    RECORDS,
    Record,
    RecordType,
    Stored,
    column,
    record,
    record_type,
)
from graphs.model.evidence import Citation, Source, Statement
from graphs.model.places import Division, Unit
from graphs.model.organisations import Alias, Hosting, Lineage, Membership, Organisation, Superior
from graphs.model.agreements import Activity, Agreement, ListItem, Signatory
from graphs.model.chains import Chain, ChainMember, Segment, Supply, Tie
from graphs.model.governance import Actor, Profile
from graphs.model.proposals import (
    Comment,
    Decision,
    Proposal,
    ProposalStage,
    ProposedPair,
    proposal_content,
)
from graphs.model.stewardship import Judgement, Verdict, Waiver
from graphs.model.rows import Scalar, arrow_schema, from_row, table_of, to_row
from graphs.model.snapshot import Scope, Snapshot
from graphs.model.change import Change, Correct, End, Retract, Step
# isort: on

__all__ = [
    "RECORDS",
    "Absence",
    "Activity",
    "ActivityKind",
    "Actor",
    "Affiliation",
    "Agreement",
    "AgreementKind",
    "Alias",
    "Answer",
    "Bounds",
    "Chain",
    "ChainMember",
    "ChainRole",
    "Change",
    "Choice",
    "Citation",
    "Column",
    "Comment",
    "Comparison",
    "Correct",
    "Count",
    "Decision",
    "Division",
    "DivisionLevel",
    "End",
    "Figure",
    "Hosting",
    "Judgement",
    "Kind",
    "Lineage",
    "LineageKind",
    "ListItem",
    "ListKind",
    "Mean",
    "Membership",
    "MembershipRole",
    "NotComputable",
    "Organisation",
    "OrganisationKind",
    "Ownership",
    "PartialDate",
    "PostStatus",
    "Profile",
    "Proposal",
    "ProposalStage",
    "ProposedPair",
    "Quantity",
    "Rate",
    "Record",
    "RecordType",
    "Reported",
    "Retract",
    "Scalar",
    "Scope",
    "Segment",
    "SegmentPosition",
    "Side",
    "Signatory",
    "Snapshot",
    "Source",
    "SourceKind",
    "Statement",
    "Step",
    "Stored",
    "Superior",
    "Supply",
    "Tie",
    "TieKind",
    "Unit",
    "Verdict",
    "Waiver",
    "arrow_schema",
    "column",
    "compare",
    "from_row",
    "proposal_content",
    "record",
    "record_type",
    "table_of",
    "to_row",
]
