"""The status of an agreement at a date, derived from its dates and nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graphs.model import Agreement, Answer, Choice, PartialDate
from graphs.text import Text

__all__ = ["AgreementStatus", "Status", "agreement_status", "status_of_dates"]


class Status(Choice):
    """Status of an agreement at a date."""

    signed = Text(zh="已签未起", en="signed, not begun")
    active = Text(zh="履行中", en="active")
    expiring = Text(zh="即将到期", en="ending soon")
    expired = Text(zh="已到期", en="expired")
    ended = Text(zh="已终止", en="ended early")

    @property
    def in_force(self) -> bool:
        """Whether pairs of such an agreement count as paired."""
        return self is Status.active or self is Status.expiring


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementStatus:
    """A status with whether the dates leave room for another one.

    ``ends_on`` is the last day in force where one is known.
    """

    status: Status
    certain: bool
    ends_on: dt.date | None


def agreement_status(
    agreement: Agreement, day: dt.date, *, expiring_within_days: int = 90
) -> AgreementStatus:
    """Return the status of an agreement on ``day``.

    1. Ended early on or before ``day``: ended. 2. Its last day lies before ``day``: expired.
    3. Its first day (the start, else the signing) lies after ``day``: signed, not begun.
    4. Its last day is at most ``expiring_within_days`` away: ending soon. 5. Else active.
    A date that only possibly lies on one side does not decide, and makes the answer uncertain.

    Examples
    --------
    >>> signed = Agreement(id="g1", signed_on=PartialDate("2010-06-15"), ends_on=PartialDate("2012"))
    >>> agreement_status(signed, dt.date(2012, 11, 1)).status.name
    'expiring'
    >>> agreement_status(Agreement(id="g2"), dt.date(2010, 6, 15)).certain
    False
    """
    return status_of_dates(
        begins=agreement.starts_on or agreement.signed_on,
        ends=agreement.ends_on,
        ended=agreement.ended_on,
        day=day,
        expiring_within_days=expiring_within_days,
    )


def status_of_dates(
    *,
    begins: PartialDate | None,
    ends: PartialDate | None,
    ended: PartialDate | None,
    day: dt.date,
    expiring_within_days: int,
) -> AgreementStatus:
    """Return the status that first day, last day and early end give on ``day``.

    Examples
    --------
    >>> status_of_dates(begins=PartialDate("2011"), ends=None, ended=None,
    ...                   day=dt.date(2010, 6, 15), expiring_within_days=90).status.name
    'signed'
    """
    over = ended.not_after(day) if ended else Answer.no
    past = ends.before(day) if ends else Answer.no
    begun = begins.not_after(day) if begins else Answer.possible
    last = ends.latest if ends else None
    if over is Answer.certain:
        return AgreementStatus(
            status=Status.ended, certain=True, ends_on=ended.latest if ended else None
        )
    if past is Answer.certain:
        return AgreementStatus(status=Status.expired, certain=True, ends_on=last)
    if begun is Answer.no:
        return AgreementStatus(status=Status.signed, certain=True, ends_on=last)
    certain = over is Answer.no and past is Answer.no and begun is Answer.certain
    soon = last is not None and (last - day).days <= expiring_within_days
    status = Status.expiring if soon else Status.active
    return AgreementStatus(status=status, certain=certain, ends_on=last)
