"""Filters that drop pairs and leave every organisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphs.model import AgreementKind, Choice
from graphs.network.agreement_status import Status
from graphs.network.filters.filter_values import Choices
from graphs.network.filters.pairing_filter import filter_kind
from graphs.text import Text

__all__ = ["Liveliness", "activity", "agreement_kind", "status"]


class Liveliness(Choice):
    """Whether a pair in force saw an activity within the ledger's months to dormancy."""

    lively = Text(zh="有活动", en="with activity")
    dormant = Text(zh="沉睡", en="dormant")


@filter_kind(order=40, zh="协议状态", en="Agreement status", target="edge", values=Choices(Status))
def status(edge: Mapping[str, Any]) -> str:
    """Keep pairs whose agreement has one of the chosen statuses."""
    return str(edge["status"])


@filter_kind(
    order=50, zh="协议类型", en="Kind of agreement", target="edge", values=Choices(AgreementKind)
)
def agreement_kind(edge: Mapping[str, Any]) -> str:
    """Keep pairs of agreements of the chosen kinds."""
    return edge["kind"] or "other"


@filter_kind(order=60, zh="活动情况", en="Activity", target="edge", values=Choices(Liveliness))
def activity(edge: Mapping[str, Any]) -> str:
    """Keep active or dormant pairs; pairs too recent to judge match neither."""
    if edge["dormant"]:
        return "dormant"
    return "lively" if edge["in_force"] and edge["last_activity"] != "" else ""
