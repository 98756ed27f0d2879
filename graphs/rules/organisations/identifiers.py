"""Codes of units: both check digits, the registrar's division, what ownership they fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graphs.codes import (
    check_credit_code,
    division_ever_known,
    make_credit_code,
    parse_credit_code,
)
from graphs.model import Ownership, Unit
from graphs.rules.basis.authorities import CODE_STANDARDS
from graphs.rules.basis.facts import Facts, Row, name_of
from graphs.rules.basis.needs import needed
from graphs.rules.basis.rule import Example, Severity, Violation, rule
from graphs.text import Text

__all__ = ["sound_credit_codes"]

_INVENTED = "000000"
_AS_OF = "2024-06-30"
# Enterprises are registered under 9, bodies and institutions under 1, associations under 5:
# general knowledge; the code never tells a state-owned from a private firm.
_UNFIT = {
    "9": {Ownership.public_body, Ownership.social_organisation},
    "1": {
        Ownership.private,
        Ownership.foreign,
        Ownership.hong_kong_macao_taiwan,
        Ownership.non_public,
        Ownership.social_organisation,
    },
    "5": {Ownership.state_owned, Ownership.state_holding, Ownership.private, Ownership.public_body},
}


def _coded(code: str, ownership: Ownership = Ownership.private) -> Example:
    unit = Unit(id="u1", name="甲公司", credit_code=code, ownership=ownership)
    return Example(as_of=_AS_OF, records=(unit,))


@rule(
    number="R18",
    label=Text(zh="统一社会信用代码正确", en="sound credit codes"),
    severity=Severity.error,
    remedy=Text(zh="按营业执照或登记证书核对", en="compare with the licence or the certificate"),
    source=CODE_STANDARDS,
    passing=_coded(make_credit_code(1, region="410106")),
    failing=_coded(make_credit_code(1, region="410106")[:-1] + "Y"),
    needs=(needed("unit", "credit_code"),),
    also=("unit.ownership", "unit.synthetic"),
)
def sound_credit_codes(facts: Facts) -> Iterator[Violation]:
    """A unit's code passes both check digits, names a division that existed, and is its own.

    1. Form and both check digits: an error that says which failed. 2. Two units with one code: an
    error. 3. A registrar's division that no code book knows: a warning; 000000 is for invented
    units only. 4. A registration that does not fit the ownership: a warning.
    """
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for ident, row in facts.rows("unit").items():
        code = row["credit_code"]
        if not code:
            continue
        owners[code].append(ident)
        problems = check_credit_code(code)
        for at, problem in enumerate(problems):
            sentence = Text(zh="{name}的{problem}", en="{name}: {problem}")
            yield _code(facts, row, f"form{at or ''}", None, sentence, problem=problem.sentence())
        if not problems:
            yield from _region(facts, row)
            yield from _registration(facts, row)
    for code, idents in sorted(owners.items()):
        if len(idents) > 1:
            names = facts.listed(idents)
            yield Violation(
                records=tuple(idents),
                on=facts.day,
                part="shared",
                value=code,
                sentence=Text(
                    zh="{names}的信用代码相同：{code}", en="{names} have one credit code: {code}"
                ).format(names=names, code=code),
            )


def _region(facts: Facts, row: Row) -> Iterator[Violation]:
    region = row["credit_code"][2:8]  # the code is sound by now
    if region == _INVENTED:
        if not row["synthetic"]:
            sentence = Text(
                zh="{name}的代码以 000000 登记，只用于虚构单位",
                en="{name} is registered under 000000, which is for invented units only",
            )
            yield _code(facts, row, "invented", Severity.warning, sentence)
        return
    # The registrar's division is of the day the code was given, which is not recorded: any
    # vintage will do.
    if not division_ever_known(region):
        sentence = Text(
            zh="{name}的登记机关区划 {region} 不在区划代码表内",
            en="{name} was registered in division {region}, which no code book knows",
        )
        yield _code(facts, row, "region", Severity.warning, sentence, region=Text.same(region))


def _registration(facts: Facts, row: Row) -> Iterator[Violation]:
    ownership = facts.ownership(row["id"])
    if ownership is not None and ownership in _UNFIT.get(row["credit_code"][0], ()):
        code = parse_credit_code(row["credit_code"])
        sentence = Text(
            zh="{name}登记为“{kind}”，控股情况却填“{owner}”",
            en="{name} is registered as “{kind}”, its ownership says “{owner}”",
        )
        kind = code.registered_as or Text.same(code.authority)
        yield _code(
            facts, row, "ownership", Severity.warning, sentence, kind=kind, owner=ownership.label
        )


def _code(
    facts: Facts, row: Row, part: str, severity: Severity | None, sentence: Text, **values: Text
) -> Violation:
    return Violation(
        records=(row["id"],),
        on=facts.day,
        part=part,
        severity=severity,
        value=row["credit_code"],
        sentence=sentence.format(name=name_of(row), **values),
    )
