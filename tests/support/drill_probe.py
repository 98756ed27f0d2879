"""What users see of the tree it is run in, as JSON: run by ``test_change_drills`` in a copy."""

from __future__ import annotations

import datetime as dt
import io
import json
from contextlib import redirect_stdout
from typing import Any

from streamlit.testing.v1 import AppTest

import graphs.__main__ as program
from graphs.commands import make_parser
from graphs.commands.documents.document_sections import SECTIONS
from graphs.interchange import FORMATS, Address, view_lists
from graphs.ledger import Home
from graphs.model import Hosting, Organisation, Ownership, Quantity, Record, Snapshot, Unit
from graphs.network import apply_filters, pairing_graph
from graphs.planning import PlanSettings, problem_from_snapshot, required_columns, why
from graphs.rules import RULES, check
from graphs.scene import picture, pictures


def main() -> None:
    """Print what each drill should have changed."""
    print(json.dumps({**domain(), **screens()}, ensure_ascii=False))


def domain() -> dict[str, Any]:
    """Commands, manual, downloads, plans and pictures."""
    said = io.StringIO()
    with redirect_stdout(said):
        assert program.main(["mottoes", "--ledger", "shangjie-2010"]) == 0
    home = Home.from_environment()
    with home.open("shangjie-2010") as ledger:
        snapshot = ledger.snapshot()
    graph = pairing_graph(snapshot)
    address, problems = Address.parse({"activities": "1..5", "status": "all"})
    sheets = view_lists(snapshot, graph, "en")
    problem = problem_from_snapshot(two_branches())
    settings = PlanSettings(weights=(("staff_closeness", 1.0),))
    rule = RULES["short_names"]
    return {
        "said": said.getvalue(),
        "help": make_parser("en").format_help(),
        "manual": {name: write("en") for name, write in SECTIONS.items()},
        "lists": {sheet.key: [column.key for column in sheet.columns] for sheet in sheets},
        "files": sorted(
            name for each in FORMATS.values() for name in each.write(sheets, "en", graph)
        ),
        "filter": [each.sentence().zh for each in address.filters],
        "problems": len(problems),
        "kept": apply_filters(graph, address.filters).number_of_edges(),
        "pairs": graph.number_of_edges(),
        "why": [part.criterion for part in why(problem, settings, "n1", "s1").parts],
        "scored": why(problem, settings, "n1", "s1").parts[0].evidence.score,
        "reads": required_columns()["unit"],
        "pictures": list(pictures(snapshot)),
        "placed": picture(snapshot, "circle", (), language="en").nodes.num_rows,
        "found": [
            len(check(each.snapshot(), rules=["short_names"]))
            for each in (rule.passing, rule.failing)
        ],
    }


def two_branches() -> Snapshot:
    """A guest of 20 staff and a host of 80."""
    records: list[Record] = []
    for ident, ownership, staff in (
        ("n1", Ownership.private, 20),
        ("s1", Ownership.state_owned, 80),
    ):
        records += [
            Organisation(id=ident, name=ident),
            Unit(id=f"u{ident}", name=ident, ownership=ownership, staff=Quantity("=", staff)),
            Hosting(id=f"h{ident}", organisation=ident, unit=f"u{ident}"),
        ]
    return Snapshot.from_records(records, as_of=dt.date(2026, 6, 30))


def screens() -> dict[str, Any]:
    """The overview's figures, the download's filters and formats, and the new screen."""
    app = AppTest.from_file("streamlit_app.py", default_timeout=120)
    app.query_params["ledger"] = "shangjie-2010"
    app.query_params["lang"] = "en"
    app.run()
    figures = [each.label for each in app.metric]
    app.switch_page("app_pages/download_screen.py").run()
    sliders = [each.label for each in app.slider]
    formats = app.multiselect(key="download:formats").options
    app.slider[0].set_value((1.0, 5.0)).run()
    address = dict(app.query_params)
    app.switch_page("app_pages/mottoes_screen.py").run()
    return {
        "figures": figures,
        "sliders": sliders,
        "formats": [getattr(each, "content", str(each)) for each in formats],
        "address": address.get("activities"),
        "screen": [each.value for each in app.markdown],
        "errors": [each.value for each in app.exception],
    }


if __name__ == "__main__":
    main()
