import datetime as dt
from dataclasses import FrozenInstanceError, fields

import pytest

from graphs.model import EVERY, LATEST, NEXT, Change, Correct, Division, End, Retract

VERBS = (
    Change(record=Division(id="d1", name="上街区"), effective=dt.date(2010, 6, 15)),
    Correct(record=Division(id="d1", name="上街区"), at=LATEST),
    End(id="d1", effective=dt.date(2010, 6, 15)),
    Retract(id="d1", at=EVERY),
)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: type(verb).__name__)
def test_verbs_are_plain_values(verb: object):
    assert verb == eval(repr(verb), _names())  # noqa: S307  # our own repr
    first = fields(verb)[0].name
    with pytest.raises(FrozenInstanceError, match=first):
        setattr(verb, first, None)


def _names() -> dict[str, object]:
    return {"Change": Change, "Correct": Correct, "End": End, "Retract": Retract} | {
        "EVERY": EVERY, "LATEST": LATEST, "NEXT": NEXT,
        "Division": Division, "datetime": dt
    }  # fmt: skip
