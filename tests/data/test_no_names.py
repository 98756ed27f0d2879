"""No person's name of the article stands anywhere in the data that ships."""

import hashlib
import re
from pathlib import Path

from shipped import DATA

SALT = "graphs · data hold no names"
# SHA-256 of the salt and each name, so that the names stand in no file of this repository either.
NAMES = {
    "60a253587a1820ce4e6c39df2cf3523b320d9a3371ee8bdd9bab60cb140ae47b",
    "0445a2af1c5188c1d087bccc4ee32cdeb3ba27beeaa7c318f2cf9aeaaff12af8",
    "3ce9e77d24a29f5b92b64d13db86a877bb68e068706d9a9b1649d85c817af633",
    "5adff11b24b5bdbb7d5713adcb85e5551cc1fa5365fca64bbab05703ea21d2ca",
    "ecb7f827f37eebdca602d3108917d556dba5437bd0d3d06947d3933677778de8",
    "53197bb44f4cd657eaeebbf73f1c204c920a13af7bcba9529a8d1ae27633bb7d",
    "2642fcf765b415b6197378dd429e6b303c760a9508e48944a96c61edbf2df9b2",
}
LENGTHS = (2, 3, 4)


def windows(text: str) -> set[str]:
    """Every run of two to four Chinese characters, also inside longer runs."""
    runs = set(re.findall(r"[\u4e00-\u9fff]{2,}", text))
    return {
        run[start : start + length]
        for run in runs
        for length in LENGTHS
        for start in range(len(run) - length + 1)
    }


def digest(words: str) -> str:
    return hashlib.sha256((SALT + words).encode()).hexdigest()


def named(folder: Path) -> list[str]:
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            text = path.read_bytes().decode(errors="ignore")
            marks = {digest(each) for each in windows(text)}
            found += [path.name] if marks & NAMES else []
    return found


def test_the_data_hold_no_name_of_the_article():
    assert named(DATA) == []


def test_the_search_would_find_a_name(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(f"{__name__}.NAMES", {digest("甲乙丙")})
    (tmp_path / "clean.jsonl").write_text('{"quote": "甲乙"}')
    (tmp_path / "named.jsonl").write_text('{"quote": "峡窝镇帮助甲乙丙成立"}')
    assert named(tmp_path) == ["named.jsonl"]


def test_a_name_left_out_of_a_quote_is_marked():
    quotes = (DATA / "shangjie-2010" / "citation.jsonl").read_text()
    assert "〔姓名略〕" in quotes
