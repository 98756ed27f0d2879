"""Names after the seal, and posts that must be filled or said to be vacant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphs.folding import fold
from graphs.model import Hosting, Organisation, OrganisationKind, PostStatus, Unit
from graphs.rules.basis.authorities import COLLECTION_FORM
from graphs.rules.basis.facts import Facts, Row, kind_of, name_of
from graphs.rules.basis.needs import needed, needs_kind
from graphs.rules.basis.rule import Example, Severity, Violation, rule
from graphs.text import Text

__all__ = ["name_as_on_the_seal", "posts_filled_or_said_vacant"]

_AS_OF = "2024-06-30"
_BARE = re.compile(
    r"(?:中共)?(?:第?[一二三四五六七八九十0-9]+)?(?:联合)?(?:机关)?(?:党)?"
    r"(?:支部|总支|支部委员会|总支部委员会|党委|委员会)"
)
# The longest ending first: 党总支部 ends in 支部 too.
_ENDINGS = (
    (re.compile(r"总支(?:部)?(?:委员会)?$"), "general"),
    (re.compile(r"支部(?:委员会)?$"), "branch"),
    (re.compile(r"工委$|工作委员会$"), "working"),
    (re.compile(r"党委$|(?<!工作)委员会$"), "committee"),
)
_KINDS = {
    OrganisationKind.branch: "branch",
    OrganisationKind.joint_branch: "branch",
    OrganisationKind.general_branch: "general",
    OrganisationKind.joint_general_branch: "general",
    OrganisationKind.committee: "committee",
    OrganisationKind.comprehensive_committee: "committee",
    OrganisationKind.working_committee: "working",
}


def _named(name: str, seal: str | None = None) -> tuple[Organisation | Hosting | Unit, ...]:
    branch = Organisation(id="o1", name=name, seal_name=seal, kind=OrganisationKind.branch)
    unit = Unit(id="u1", name="甲公司")
    return (branch, Hosting(id="h1", organisation="o1", unit="u1"), unit)


@rule(
    number="R13",
    label=Text(
        zh="名称与印章一致，带单位名，与类型相符", en="the name is the seal's and fits the kind"
    ),
    severity=Severity.warning,
    remedy=Text(
        zh="按印章填写；没有印章的写“中共”加单位名加类型，编号支部带单位名",
        en="copy the seal; without one write 中共, the unit and the kind, numbers after the unit",
    ),
    source=COLLECTION_FORM,
    passing=Example(as_of=_AS_OF, records=_named("中共甲公司支部委员会", "中共甲公司支部委员会")),
    failing=Example(as_of=_AS_OF, records=_named("第一党支部")),
    needs=(needed("organisation", "seal_name"), needs_kind()),
)
def name_as_on_the_seal(facts: Facts) -> Iterator[Violation]:
    """The name is what the seal says, carries the unit's name, and ends in its kind.

    1. A seal that is recorded and differs (spaces, width and traditional characters aside).
    2. A bare or merely numbered name ("第一党支部") that names no unit. 3. An ending that belongs
    to another kind. A collective and a name that is not stated are left alone.
    """
    for row in facts.living():
        name, seal = row["name"], row["seal_name"]
        if not name:
            continue
        if seal and fold(seal) != fold(name):
            yield _name(
                facts,
                row,
                "seal",
                Text(zh="{name}与印章“{value}”不一致", en="{name} differs from the seal “{value}”"),
                seal,
            )
        if _BARE.fullmatch(fold(name)):
            yield _name(
                facts,
                row,
                "bare",
                Text(zh="名称“{value}”没有单位名", en="the name “{value}” names no unit"),
                name,
            )
        ending, kind = _ending(name), kind_of(row)
        if kind is not None and ending is not None and ending != _KINDS.get(kind, ending):
            yield _name(
                facts,
                row,
                "kind",
                Text(
                    zh="{name}的名称与登记的类型“{value}”不符",
                    en="the name of {name} does not fit its kind “{value}”",
                ),
                kind.label,
            )


def _ending(name: str) -> str | None:
    plain = fold(name)
    return next((level for pattern, level in _ENDINGS if pattern.search(plain)), None)


def _name(facts: Facts, row: Row, part: str, sentence: Text, value: str | Text) -> Violation:
    return Violation(
        records=(row["id"],),
        on=facts.day,
        part=part,
        value=value if isinstance(value, str) else value.zh,
        sentence=sentence.format(name=name_of(row), value=value),
    )


def _posts(secretary: PostStatus) -> tuple[Organisation, ...]:
    filled = PostStatus.filled
    branch = Organisation(
        id="o1", name="甲公司党支部", secretary=secretary, contact=filled, contact_line=filled
    )
    return (branch,)


@rule(
    number="R14",
    label=Text(
        zh="书记、联络岗位在任，有联络方式", en="secretary and contact filled, a way to reach it"
    ),
    severity=Severity.hint,
    remedy=Text(
        zh="空缺的及时补选并更新；查不到的注明“未载明”",
        en="fill a vacancy and update the ledger; where it cannot be found out say “not stated”",
    ),
    source=COLLECTION_FORM,
    passing=Example(as_of=_AS_OF, records=_posts(PostStatus.filled)),
    failing=Example(as_of=_AS_OF, records=_posts(PostStatus.vacant)),
    needs=(
        needed("organisation", "secretary"),
        needed("organisation", "contact"),
        needed("organisation", "contact_line"),
    ),
    also=("organisation.absent",),
)
def posts_filled_or_said_vacant(facts: Facts) -> Iterator[Violation]:
    """A secretary's post may be vacant but must then be filled; contact and way to reach it too.

    Only filled, vacant and not stated are looked at, never a name or a number. A blank counts
    where the ledger keeps that column at all, so that a ledger without it is not flooded.
    """
    rows = list(facts.living())
    for column, words in _POSTS.items():
        kept = any(row[column] in _KEPT for row in rows)
        for row in rows:
            blank = kept and row[column] is None and not facts.absent(row, column)
            if row[column] == PostStatus.vacant.name or blank:
                state = PostStatus.vacant.label if row[column] else Text(zh="未填", en="blank")
                yield Violation(
                    records=(row["id"],),
                    on=facts.day,
                    part=column,
                    value=state.zh,
                    sentence=Text(
                        zh="{name}的{what}{state}", en="{what} of {name}: {state}"
                    ).format(name=name_of(row), what=words, state=state),
                )


_KEPT = (PostStatus.filled.name, PostStatus.vacant.name)
_POSTS = {
    "secretary": Text(zh="书记岗位", en="the secretary's post"),
    "contact": Text(zh="联络岗位", en="the contact post"),
    "contact_line": Text(zh="联络方式", en="the way to reach it"),
}
