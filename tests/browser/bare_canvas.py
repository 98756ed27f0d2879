"""The canvas alone on a page, without the app around it: what it draws of ready data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from browser_desk import Desk
from playwright.sync_api import Route

from graphs.scene import PALETTE, Scene

__all__ = ["drawn", "open_page", "tables"]

ASSETS = Path(__file__).parents[2] / "graphs" / "scene" / "canvas"


def open_page(desk: Desk) -> None:
    """Open a page that holds nothing but a place for the canvas."""
    desk.page.route("**/paint/**", _serve)
    desk.page.goto(f"{desk.server}/paint/page.html")


def tables(scene: Scene) -> dict[str, Any]:
    """The tables of a scene as columns by name."""
    return {
        name: table.to_pydict()
        for name, table in (("nodes", scene.nodes), ("edges", scene.edges), ("areas", scene.areas))
    }


def _serve(route: Route) -> None:
    name = route.request.url.rpartition("/")[2]
    if name == "page.html":
        route.fulfill(
            content_type="text/html; charset=utf-8",
            body='<!doctype html><link rel="stylesheet" href="canvas.css">'
            '<body style="margin:0"><div id="place"></div>',
        )
    else:
        route.fulfill(path=ASSETS / name)


def drawn(desk: Desk, scene: Scene, *, width: int, height: int, zooms: int = 0) -> Any:
    """Draw a scene in a frame of that size and return, for each zoom, labels and marks."""
    settings = {"tables": tables(scene), "palette": dict(PALETTE), "zooms": zooms}
    # As words: Playwright would take thousands of values apart one by one, on either way.
    given = json.dumps(settings | {"width": width, "height": height})
    return json.loads(desk.page.evaluate(_DRAW, given))


_DRAW = """async (given) => {
  const { tables, palette, width, height, zooms } = JSON.parse(given);
  const { default: canvas } = await import("./canvas.js");
  const place = document.getElementById("place");
  place.replaceChildren();
  place.style.width = `${width}px`;
  const own = document.createElement("div");
  place.append(own);
  const table = (columns) => ({
    numRows: (Object.values(columns)[0] ?? []).length,
    getChild: (name) => (columns[name] ? { get: (index) => columns[name][index] } : null),
  });
  const data = Object.fromEntries(Object.entries(tables).map(([name, each]) => [name, table(each)]));
  const view = { revision: "1", palette, words: {}, sentence: "", height, debug: true };
  const end = canvas({ data: { ...data, view }, parentElement: own, setTriggerValue() {}, setStateValue() {}, key: "p" });
  const shown = globalThis.__graphsCanvas.p;
  const rest = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const found = [];
  await rest();
  await rest();
  for (let turn = 0; turn <= zooms; turn += 1) {
    found.push({ scale: shown.scale(), labels: shown.labels(), bodies: shown.bodies() });
    own.querySelector(`[data-action="${turn ? "zoom_out" : "zoom_in"}"]`).click();
    if (!turn) own.querySelector('[data-action="zoom_out"]').click();
    await rest();
  }
  end();
  return JSON.stringify(found);
}"""
