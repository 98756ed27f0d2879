"""Who may do what: roles, rights and visitors; the accounts of an office and their sessions."""

from graphs.access.account import Account
from graphs.access.accounts import PASSWORD_RULE, Accounts
from graphs.access.caller import TOKEN, account_of, is_office, visitor_at
from graphs.access.change_areas import (
    AREAS_OF_KIND,
    AREAS_OF_MOVE,
    AREAS_OF_REVISION,
    areas_of_change,
)
from graphs.access.claim_rules import SIGN_ON_FILE, Claimant, ClaimRule, ClaimTable
from graphs.access.rights import RIGHTS, Area, Role, roles_with
from graphs.access.sessions import IDLE, LONGEST, Session, Sessions
from graphs.access.used_tokens import UsedTokens
from graphs.access.visitor import (
    ONE_DESK,
    Allowed,
    Grant,
    Refused,
    Visitor,
    may,
    require,
    who_could,
)

__all__ = [
    "AREAS_OF_KIND",
    "AREAS_OF_MOVE",
    "AREAS_OF_REVISION",
    "IDLE",
    "LONGEST",
    "ONE_DESK",
    "PASSWORD_RULE",
    "RIGHTS",
    "SIGN_ON_FILE",
    "TOKEN",
    "Account",
    "Accounts",
    "Allowed",
    "Area",
    "ClaimRule",
    "ClaimTable",
    "Claimant",
    "Grant",
    "Refused",
    "Role",
    "Session",
    "Sessions",
    "UsedTokens",
    "Visitor",
    "account_of",
    "areas_of_change",
    "is_office",
    "may",
    "require",
    "roles_with",
    "visitor_at",
    "who_could",
]
