"""Who may do what, in one table: roles by areas. Doors, screens, commands and tests read it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graphs.model import Choice
from graphs.text import Text

__all__ = ["RIGHTS", "Area", "Role", "roles_with"]


class Area(Choice):
    """What may be allowed or refused."""

    read = Text(zh="查看", en="read")
    download = Text(zh="下载", en="download")
    plan = Text(zh="求解方案", en="plan")
    draft = Text(zh="拟定方案", en="draft proposals")
    approve = Text(zh="审批方案", en="approve proposals")
    sign = Text(zh="登记签订", en="register signings")
    import_ = Text(zh="导入", en="import")
    edit = Text(zh="修改记录", en="edit records")
    merge = Text(zh="判定重复与合并", en="judge and merge duplicates")
    waive = Text(zh="豁免问题", en="waive findings")
    undo = Text(zh="撤销版本", en="undo revisions")
    backup = Text(zh="备份与恢复", en="back up and restore")
    accounts = Text(zh="管理账号与岗位", en="keep accounts and posts")


class Role(Choice):
    """What an account is there for; it may have several, each in a scope of its own."""

    viewer = Text(zh="查看员", en="viewer")
    analyst = Text(zh="分析员", en="analyst")
    planner = Text(zh="拟定员", en="planner")
    steward = Text(zh="台账员", en="steward")
    approver = Text(zh="审批员", en="approver")
    administrator = Text(zh="管理员", en="administrator")


_READER = (Area.read, Area.download)

RIGHTS: Mapping[Role, frozenset[Area]] = MappingProxyType(
    {
        Role.viewer: frozenset({Area.read}),
        Role.analyst: frozenset({*_READER, Area.plan}),
        Role.planner: frozenset({*_READER, Area.plan, Area.draft}),
        Role.steward: frozenset(
            {*_READER, Area.sign, Area.import_, Area.edit, Area.merge, Area.waive, Area.undo}
        ),
        Role.approver: frozenset({*_READER, Area.approve}),
        # Who keeps the machine neither writes records nor decides: no role has both.
        Role.administrator: frozenset({Area.read, Area.backup, Area.accounts}),
    }
)
"""The table: what each role may do. A role that is not here may do nothing."""


def roles_with(area: Area) -> tuple[Role, ...]:
    """Return the roles that may, in the order of their declaration.

    Examples
    --------
    >>> [role.name for role in roles_with(Area.backup)]
    ['administrator']
    """
    return tuple(role for role in Role if area in RIGHTS.get(role, frozenset()))
