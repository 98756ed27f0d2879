"""An approval in archives and backups, and sheets that would bring one in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from attack_steps import sign
from workflow_cases import APPROVER, act, approval, approved, signed, submitted

from graphs.errors import ChangeRefused, InputError, LedgerDamaged
from graphs.intake import load_mapping
from graphs.ledger import Ledger, load_archive, open_ledger, seal
from graphs.model import RECORDS, WithdrawProposal


def rewritten(folder: Path, kind: str, change: Callable[[dict[str, object]], object]) -> None:
    file = folder / f"{kind}.jsonl"
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    kept = [line for line in lines if change(line) is not False]
    words = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in kept)
    file.write_text(words, encoding="utf-8")


def unsealed(folder: Path, ledger: str) -> None:
    """Drop every digest, as somebody does who lets them be made anew."""
    (folder / "manifest.json").write_text(json.dumps({"ledger": ledger}), encoding="utf-8")
    rewritten(
        folder, "revisions", lambda line: [line.pop(key, "") for key in ("digest", "previous")]
    )


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("proposal", lambda line: line.get("_closed") is None),  # no step before the last
        ("proposal", lambda line: line.update(title="改")),
        ("proposed_pair", lambda line: line.update(guest="n3") if line["guest"] == "n1" else None),
        ("revisions", lambda line: line.update(actor="实习岗") if line["number"] == 4 else None),
        ("signatory", lambda line: line.update(organisation="n3") if line["organisation"] == "n1" else None),
        ("agreement", lambda line: line.update(signed_on="1900-01-01")),
    ],
)  # fmt: skip
def test_an_archive_whose_digests_were_made_anew_is_refused(
    small: Ledger, tmp_path: Path, kind: str, change: Callable[[dict[str, object]], object]
) -> None:
    signed(small)
    folder = tmp_path / "archive"
    small.export_archive(folder)
    rewritten(folder, kind, change)
    unsealed(folder, small.id)
    with pytest.raises(LedgerDamaged, match="no step of its workflow"):
        seal(folder)


def test_an_archive_there_and_back_still_wants_the_other_post(
    small: Ledger, tmp_path: Path
) -> None:
    ident = submitted(small)
    small.export_archive(tmp_path / "a.zip")
    with load_archive(tmp_path / "a.zip", str(tmp_path / "b.ledger")) as copy:
        with pytest.raises(ChangeRefused, match="another post than the planner's"):
            act(copy, approval(copy, ident))
        act(copy, approval(copy, ident), post=APPROVER)
        assert copy.verify().ok


def test_a_backup_of_before_brings_no_approval_back(small: Ledger, tmp_path: Path) -> None:
    """What was withdrawn since is approved in the backup only, whose chain ends there."""
    ident = approved(small)
    small.backup(tmp_path / "before.ledger")
    act(small, WithdrawProposal(id=ident))
    digest = small.head().digest
    with open_ledger(str(tmp_path / "before.ledger")) as copy:
        assert not copy.verify(expect=digest).ok
    with pytest.raises(ChangeRefused, match="is withdrawn"):
        sign(small, ident)()


@pytest.mark.parametrize("kind", sorted(key for key, each in RECORDS.items() if each.governed))
def test_no_sheet_is_mapped_to_governed_records(kind: str) -> None:
    rule = {"make": kind, "fields": {"title": ["名称"]} if kind == "proposal" else {}}
    words = {"title": {"zh": "甲", "en": "a"}, "tables": [{"matches": ["*"], "records": [rule]}]}
    with pytest.raises(InputError) as found:
        load_mapping(json.dumps(words, ensure_ascii=False))
    told = [each.sentence().en for each in found.value.problems]
    assert any("is written by its workflow and is not imported" in each for each in told)
