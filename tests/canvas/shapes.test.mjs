import assert from "node:assert/strict";
import test from "node:test";
import { packDots, tint, visEdge, visNode } from "../../graphs/scene/canvas/shapes.js";

const PALETTE = { soe: "#9E1B22", edge: "#8F7A74", strong: "#1F1F1F" };
const NODE = { id: "a", x: 1, y: 2, size: 7, shape: "dot", color: "soe", title: "甲", members: 0 };
const EDGE = { id: "e", from: "a", to: "b", width: 1, color: "edge", line: "solid", arrow: false, curve: 0 };

test("thirty members are thirty dots inside the node, none over another", () => {
  const { dots, radius } = packDots(30, 40);
  assert.equal(dots.length, 30);
  for (const { x, y } of dots) assert.ok(Math.hypot(x, y) + radius <= 40);
  for (let first = 0; first < dots.length; first += 1)
    for (let second = first + 1; second < dots.length; second += 1) {
      const apart = Math.hypot(dots[first].x - dots[second].x, dots[first].y - dots[second].y);
      assert.ok(apart > radius, `${first} and ${second}: ${apart}`);
    }
});

test("no members are no dots", () => {
  assert.deepEqual(packDots(0, 40), { radius: 0, dots: [] });
  assert.deepEqual(packDots(-1, 40), { radius: 0, dots: [] });
});

test("a tint goes from the colour to white", () => {
  assert.equal(tint("#9E1B22", 1), "#9e1b22");
  assert.equal(tint("#9E1B22", 0), "#ffffff");
  assert.match(tint("#9E1B22", 0.5), /^#[0-9a-f]{6}$/);
});

test("a colour that the palette lacks is grey, never an error", () => {
  assert.equal(visNode({ ...NODE, color: "other" }, {}, false).color.background, "#8a8a8a");
});

test("a faded node is lighter than itself", () => {
  const background = (faded) => visNode(NODE, PALETTE, faded).color.background;
  assert.notEqual(background(true), background(false));
  assert.equal(background(true), tint(PALETTE.soe, 0.16));
});

test("positions come from Python as they are", () => {
  const { x, y, size } = visNode(NODE, PALETTE, false);
  assert.deepEqual({ x, y, size }, { x: 1, y: 2, size: 7 });
});

test("a ring is hollow", () => {
  assert.equal(visNode({ ...NODE, shape: "ring" }, PALETTE, false).color.background, "#ffffff");
});

test("an unknown shape is a dot", () => {
  assert.equal(visNode({ ...NODE, shape: "klein bottle" }, PALETTE, false).shape, "dot");
});

test("a node without words has no empty bubble", () => {
  assert.equal(visNode({ ...NODE, title: "" }, PALETTE, false).title, undefined);
});

test("a collective is drawn by us, in its own colour and with its members", () => {
  const calls = [];
  const ctx = new Proxy({}, {
    get: (kept, name) => kept[name] ?? ((...given) => calls.push([name, given])),
    set: (kept, name, value) => Reflect.set(kept, name, value),
  });
  const node = visNode({ ...NODE, shape: "collective", size: 40, members: 30 }, PALETTE, false);
  assert.equal(node.shape, "custom");
  node.ctxRenderer({ ctx, x: 0, y: 0, state: { selected: false } }).drawNode();
  assert.equal(calls.filter(([name]) => name === "arc").length, 31);
});

test("at most sixty members are drawn", () => {
  let arcs = 0;
  const ctx = new Proxy({}, { get: (_, name) => () => { if (name === "arc") arcs += 1; }, set: () => true });
  const node = visNode({ ...NODE, shape: "collective", size: 40, members: 5000 }, PALETTE, false);
  node.ctxRenderer({ ctx, x: 0, y: 0, state: {} }).drawNode();
  assert.equal(arcs, 61);
});

test("the line says the kind of edge", () => {
  const dashes = (line) => visEdge({ ...EDGE, line }, PALETTE, false).dashes;
  assert.equal(dashes("solid"), false);
  assert.notDeepEqual(dashes("dashed"), dashes("dotted"));
});

test("parallel edges are bent to opposite sides", () => {
  assert.equal(visEdge({ ...EDGE, curve: 0.1 }, PALETTE, false).smooth.type, "curvedCW");
  assert.equal(visEdge({ ...EDGE, curve: -0.1 }, PALETTE, false).smooth.type, "curvedCCW");
  assert.equal(visEdge(EDGE, PALETTE, false).smooth, false);
});

test("an arrow is drawn only where the edge has a direction", () => {
  assert.equal(visEdge(EDGE, PALETTE, false).arrows, "");
  assert.equal(visEdge({ ...EDGE, arrow: true }, PALETTE, false).arrows.to.enabled, true);
});
