"""Who may do what: roles, rights and visitors; the accounts of an office and their sessions."""

from graphs.access.change_areas import (
    AREAS_OF_KIND,
    AREAS_OF_MOVE,
    AREAS_OF_REVISION,
    areas_of_change,
)
from graphs.access.rights import RIGHTS, Area, Role, roles_with
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
    "ONE_DESK",
    "RIGHTS",
    "Allowed",
    "Area",
    "Grant",
    "Refused",
    "Role",
    "Visitor",
    "areas_of_change",
    "may",
    "require",
    "roles_with",
    "who_could",
]
