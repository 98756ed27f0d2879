import assert from "node:assert/strict";
import { test } from "node:test";
import { inside, toggled } from "../../graphs/scene/canvas/selection.js";

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
