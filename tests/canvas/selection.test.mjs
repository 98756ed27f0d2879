import assert from "node:assert/strict";
import { test } from "node:test";
import { encircled, inside, toggled } from "../../graphs/scene/canvas/selection.js";

const NODES = [{ id: "a", x: 10, y: 10 }, { id: "b", x: 50, y: 50 }, { id: "c", x: 90, y: 20 }];

test("a rectangle holds the nodes in it, whichever corner comes first", () => {
  assert.deepEqual(inside(NODES, { x: 0, y: 0 }, { x: 60, y: 60 }), ["a", "b"]);
  assert.deepEqual(inside(NODES, { x: 60, y: 60 }, { x: 0, y: 0 }), ["a", "b"]);
  assert.deepEqual(inside(NODES, { x: 91, y: 0 }, { x: 99, y: 99 }), []);
});

test("a second pick takes one out again and leaves the selection given as it was", () => {
  const picked = new Set(["a"]);
  assert.deepEqual([...toggled(picked, "b")], ["a", "b"]);
  assert.deepEqual([...toggled(picked, "a")], []);
  assert.deepEqual([...picked], ["a"]);
});

test("a loop holds what it goes round, also where it is no rectangle", () => {
  const loop = [{ x: 0, y: 0 }, { x: 100, y: 0 }, { x: 100, y: 30 }, { x: 30, y: 30 }, { x: 30, y: 90 }, { x: 0, y: 90 }];
  assert.deepEqual(encircled(NODES, loop), ["a", "c"]);
  assert.deepEqual(encircled(NODES, [...loop].reverse()), ["a", "c"]);
});

test("a loop of less than three points goes round nothing", () => {
  for (const loop of [[], [{ x: 1, y: 1 }], [{ x: 0, y: 0 }, { x: 99, y: 99 }]]) assert.deepEqual(encircled(NODES, loop), []);
});

test("a rectangle drawn as a loop holds what the rectangle holds", () => {
  for (let turn = 0; turn < 200; turn += 1) {
    const [from, to] = [{ x: (turn * 37) % 101, y: (turn * 53) % 97 }, { x: (turn * 71) % 103 + 0.5, y: (turn * 29) % 89 + 0.5 }];
    const loop = [from, { x: to.x, y: from.y }, to, { x: from.x, y: to.y }];
    const nodes = NODES.map((node) => ({ ...node, x: node.x + 0.25, y: node.y + 0.25 }));
    assert.deepEqual(encircled(nodes, loop), inside(nodes, from, to));
  }
});
