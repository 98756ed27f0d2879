"""Resolve references by name: in the files first, then in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphs.folding import fold
from graphs.intake.cells.party_names import is_organisation
from graphs.intake.matching.candidate_words import CandidateWords
from graphs.intake.matching.catalogue import Catalogue
from graphs.intake.matching.inferred_records import superior_named
from graphs.intake.matching.record_places import Places
from graphs.intake.matching.register import Register
from graphs.intake.rows.drafts import Draft, Reference, places_of
from graphs.intake.rows.foreign_ids import foreign_id
from graphs.intake.tables.row_issues import Issue, issue
from graphs.model import RECORDS
from graphs.text import Text

__all__ = ["Resolution", "several"]

_ALIKE, _MISSPELT = 70, 90  # how like a known name must be: to be offered, to be asked for first
_MADE = Text(
    zh="上级不在表中和台账中，按名称新建",
    en="is a superior that neither the files nor the ledger have; it is made of its name",
)
_PLACE = Text(
    zh="核对名称；以后可在表中补一行，写明类型和区划",
    en="check the name; a row of its own can add its kind and division later",
)


class Resolution:
    """Resolves references, noting what leads nowhere and which records of the ledger were used."""

    def __init__(
        self,
        register: Register,
        catalogue: Catalogue,
        places: Places,
        drafts: Mapping[str, Draft],
        system: str,
    ) -> None:
        self.register = register
        self.places = places
        self._drafts = drafts
        self.words = CandidateWords(drafts, catalogue)
        self.catalogue = catalogue
        self._system = system
        self.issues: list[Issue] = []
        self.touched: set[str] = set()
        self._lost: set[tuple[int, int, int]] = set()
        self.made: list[Draft] = []
        """Superiors that no row of the files is about, each made once of its name."""

    def replace_references(self, draft: Draft, names: tuple[str, ...]) -> None:
        """Put ids in the place of references and of drafts that have their id."""
        values = draft.values
        own = draft.names
        places = range(len(own)) if names is own else places_of(own, names)
        for at in places:
            value = values[at] if at >= 0 else None
            if value is None or type(value) is str:  # by far the most
                continue
            if isinstance(value, Draft):
                values[at] = value.id or value
            elif isinstance(value, Reference):
                values[at] = self._target(draft, value)

    def _target(self, draft: Draft, reference: Reference) -> str | None:
        found = self._candidates(reference)
        if draft.kind == "superior" and len(found) > 1:
            found = self._nearby(draft, found)
        if len(found) == 1:
            if self.catalogue.kind_of(found[0]) is not None:
                self.touched.add(found[0])
            return found[0]
        if found:
            self.issues.append(several(draft, found, self.words, reference.text, reference.at))
            self._take_back(draft, reference)
            return None
        if draft.kind == "superior" and is_organisation(reference.text):
            near = self._near(reference, _MISSPELT)
            if not near:
                return self._superior(draft, reference)
        self.issues.append(self._nothing(draft, reference))
        self._take_back(draft, reference)
        return None

    def _take_back(self, draft: Draft, reference: Reference) -> None:
        """Count a cell that names nobody as an issue; in a list the others are still its value."""
        if reference.at is None or draft.bound.rule.each:
            return
        place = (id(draft.table), draft.row, reference.at)
        if place not in self._lost:  # several records of a row may refer to it
            self._lost.add(place)
            draft.table.tally.take_back(1)

    def _nearby(self, draft: Draft, found: list[str]) -> list[str]:
        """Leave out namesakes of a superior in other places than the branch, where that is known."""
        branch = draft.get("organisation")
        branch = self._drafts.get(branch) if isinstance(branch, str) else branch
        if not isinstance(branch, Draft):
            return found
        return [each for each in found if not self.places.elsewhere(branch, each)] or found

    def _superior(self, draft: Draft, reference: Reference) -> str:
        """Make the superior that only its branches name, and report it."""
        made = superior_named(draft, reference.text, f"new:superior:{len(self.made) + 1}")
        self.made.append(made)
        self.register.add(made, "", ("organisation", fold(reference.text)))
        self.issues.append(
            issue(
                draft.table.title,
                draft.row,
                reference.at,
                value=reference.text,
                reason=_MADE,
                remedy=_PLACE,
                severity="hint",
            )
        )
        return made.id

    def _candidates(self, reference: Reference) -> list[str]:
        kinds, text = reference.kinds, reference.text
        register, catalogue = self.register, self.catalogue
        if reference.by in ("foreign", "any"):
            ident = foreign_id(text)
            own = [
                register.foreign[kind, ident] for kind in kinds if (kind, ident) in register.foreign
            ]
            found = own or (
                catalogue.by_foreign(kinds, self._system, ident) if self._system else []
            )
            if found or reference.by == "foreign":
                return found
        if reference.by == "any":
            if catalogue.kind_of(text) in kinds:
                return [text]
            coded = [ident for kind in kinds for ident in self._by_code(kind, text)]
            if coded:
                return coded
        named = {ident for kind in kinds for ident in register.by_name(kind, text)}
        return sorted(named) or [i for kind in kinds for i in catalogue.by_name(kind, text)]

    def _by_code(self, kind: str, text: str) -> list[str]:
        own = self.register.codes.get((kind, fold(text)))
        return [own] if own else self.catalogue.by_code(kind, text)

    def _nothing(self, draft: Draft, reference: Reference) -> Issue:
        near = self._near(reference, _ALIKE)
        kinds = Text.join([RECORDS[kind].label for kind in reference.kinds], zh="或", en=" or ")
        remedy = Text(
            zh="先补上这一条，或改正写法", en="add that record first, or correct the spelling"
        )
        if near:
            remedy = Text(zh=f"是否应为“{near}”？", en=f"should it be “{near}”? ") + remedy
        return issue(
            draft.table.title,
            draft.row,
            reference.at,
            value=reference.text,
            reason=Text(
                zh="表中和台账中都没有这个{kinds}", en="is no {kinds} of these files or the ledger"
            ).format(kinds=kinds),
            remedy=remedy,
            suggestion=near,
        )

    def _near(self, reference: Reference, least: float) -> str:
        from rapidfuzz import process

        known = self.register.names(reference.kinds)
        found = process.extractOne(fold(reference.text), list(known), score_cutoff=least)
        return known[found[0]] if found else ""


def several(
    draft: Draft, found: Iterable[str], candidates: CandidateWords, words: str, at: int | None
) -> Issue:
    """Return the problem of a text that names several records."""
    return issue(
        draft.table.title,
        draft.row,
        at,
        value=words,
        reason=Text(
            zh="有几条记录都叫这个名称：{names}", en="names several records: {names}"
        ).format(names=candidates.listed(found)),
        remedy=Text(
            zh="填写编号、代码或所在区划以区分，或先在查重中合并",
            en="give an id, a code or a division, or merge them in the duplicates desk first",
        ),
    )
