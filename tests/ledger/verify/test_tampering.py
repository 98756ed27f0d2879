"""Whoever edits the database behind the ledger is found out, and the first bad revision is named."""

from __future__ import annotations

import pytest
from tampering import Tamper

from graphs.ledger import Ledger
from graphs.ledger.database.engine import reading
from graphs.ledger.storage.hash_chain import genesis, proof_of
from graphs.ledger.storage.revisions import Revision, header
from graphs.ledger.verify.verify_chain import ChainReader

OPEN = 2**31 - 1

# how, the SQL, the first revision that does not hold
EDITS = [
    ("a changed cell", ["UPDATE organisation SET name = 'x' WHERE id = 'o3'"], 1),
    ("a number nudged", ["UPDATE unit SET staff = 181 WHERE id = 'u3'"], 1),
    ("a deleted row", ["DELETE FROM citation WHERE id = 'ci1'"], 1),
    (
        "an inserted row",
        [
            (
                "INSERT INTO hosting (id, synthetic, organisation, unit, valid_from, valid_to,"
                f" opened, closed) VALUES ('hx', false, 'o5', 'u3', 0, {OPEN}, 3, {OPEN})"
            )
        ],
        3,
    ),
    (
        "a re-opened row",
        [f"UPDATE organisation SET closed = {OPEN} WHERE id = 'o1' AND opened = 1"],
        2,
    ),
    ("a row closed early", ["UPDATE organisation SET closed = 4 WHERE id = 'o3'"], 4),
    (
        "a day moved",
        ["UPDATE organisation SET valid_from = 734000 WHERE id = 'o1' AND valid_from > 0"],
        2,
    ),
    ("an end moved", ["UPDATE statement SET valid_to = 740000 WHERE id = 'st1' AND opened = 5"], 5),
    ("a note rewritten", ["UPDATE revision SET note = '别的事由' WHERE number = 3"], 3),
    ("an actor rewritten", ["UPDATE revision SET actor = '别的岗位' WHERE number = 6"], 6),
    ("a time rewritten", ["UPDATE revision SET at = '2026-11-24T08:00:00Z' WHERE number = 4"], 4),
    ("a time made nonsense", ["UPDATE revision SET at = 'yesterday' WHERE number = 4"], 4),
    ("what is undone rewritten", ["UPDATE revision SET undoes = 4 WHERE number = 8"], 8),
    ("a revision deleted in the middle", ["DELETE FROM revision WHERE number = 4"], 4),
    (
        "two revisions swapped",
        [
            "UPDATE revision SET number = 99 WHERE number = 6",
            "UPDATE revision SET number = 6 WHERE number = 7",
            "UPDATE revision SET number = 7 WHERE number = 99",
        ],
        6,
    ),
    ("an absence reason removed", ["UPDATE organisation SET absent = NULL WHERE id = 'o2'"], 1),
    ("a synthetic mark removed", ["UPDATE organisation SET synthetic = false WHERE opened = 6"], 6),
    ("a synthetic mark added", ["UPDATE organisation SET synthetic = true WHERE id = 'o3'"], 1),
    ("another ledger's id", ["UPDATE ledger SET id = 'other'"], 1),
    ("a head that is not there", ["UPDATE ledger SET head = 9"], 9),
    ("a tail cut off the chain alone", ["DELETE FROM revision WHERE number = 8"], 8),
    ("an orphaned row", ["UPDATE source SET opened = 70 WHERE id = 's3'"], 7),
    ("the ledger's own row deleted", ["DELETE FROM ledger"], 1),
]


@pytest.mark.usefixtures("eight_revisions")
@pytest.mark.parametrize(
    ("statements", "first"), [edit[1:] for edit in EDITS], ids=[edit[0] for edit in EDITS]
)
def test_an_edit_behind_the_ledger_is_found(
    ledger: Ledger, tamper: Tamper, statements: list[str], first: int
) -> None:
    assert ledger.verify().ok
    tamper(*statements)
    found = ledger.verify()
    assert not found.ok
    assert found.first_bad == first
    assert found.reason.zh


@pytest.mark.usefixtures("eight_revisions")
def test_a_digest_recomputed_for_one_revision_breaks_the_next(
    ledger: Ledger, tamper: Tamper
) -> None:
    seventh = ledger.revisions(before=8, limit=1)[0]
    tamper("UPDATE revision SET note = 'x' WHERE number = 6")
    sixth = ledger.revisions(before=7, limit=1)[0]
    assert ledger.verify().first_bad == 6
    # The forger also makes the digest right: hash the very lines the ledger would.
    with reading(tamper.engine) as connection, ChainReader(connection) as reader:
        for number in range(1, 6):
            list(reader.lines(number))
        forged = proof_of(header(ledger.id, sixth), reader.lines(6))
    tamper(f"UPDATE revision SET digest = '{forged}' WHERE number = 6")
    assert ledger.verify().first_bad == 7
    assert seventh.previous != forged


@pytest.mark.usefixtures("eight_revisions")
def test_only_a_digest_noted_elsewhere_finds_a_tail_rolled_back(
    ledger: Ledger, tamper: Tamper
) -> None:
    noted = ledger.head().digest
    seventh = ledger.revisions(before=8, limit=1)[0]
    tamper(
        "DELETE FROM statement WHERE opened = 8",
        f"UPDATE statement SET closed = {OPEN} WHERE closed = 8",
        "DELETE FROM revision WHERE number = 8",
        f"UPDATE ledger SET head = 7, digest = '{seventh.digest}'",
    )
    assert ledger.verify().ok
    assert ledger.verify(expect=seventh.digest).ok
    found = ledger.verify(expect=noted)
    assert (found.ok, found.first_bad) == (False, 8)
    assert "tail was cut off" in found.reason.en


@pytest.mark.usefixtures("eight_revisions")
def test_an_older_head_is_found_inside_the_chain(ledger: Ledger) -> None:
    for revision in ledger.revisions():
        assert ledger.verify(expect=revision.digest).ok
    assert ledger.verify(expect=genesis(ledger.id)).ok
    assert not ledger.verify(expect="0" * 64).ok


@pytest.mark.usefixtures("eight_revisions")
def test_progress_is_told_for_every_revision(lite: Ledger) -> None:
    heard: list[tuple[int, int]] = []
    lite.verify(progress=lambda done, total: heard.append((done, total)))
    assert heard[-1] == (8, 8)


@pytest.mark.usefixtures("eight_revisions")
def test_the_header_hashes_everything_a_revision_says(lite: Ledger) -> None:
    said = set(header("x", lite.head())) - {"ledger"}
    assert said == {each for each in Revision.__slots__ if each not in ("digest", "minted")}
