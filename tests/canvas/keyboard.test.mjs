import assert from "node:assert/strict";
import test from "node:test";
import { listen } from "../../graphs/scene/canvas/keyboard.js";

/** A frame that hears keys, a network that remembers where it was moved, actions that are noted. */
function desk(order = [{ id: "a", x: 1, y: 2, title: "甲" }, { id: "b", x: 3, y: 4, label: "乙" }]) {
  const frame = new EventTarget();
  const done = [];
  const network = {
    getViewPosition: () => ({ x: 0, y: 0 }),
    getScale: () => 2,
    moveTo: (to) => done.push(["move", to.position]),
  };
  const state = { order, cursor: -1, hovered: "", network };
  const actions = Object.fromEntries(
    ["fit", "zoom", "choose", "say", "expand", "hide", "pick", "pickSeen", "lasso", "clear"].map((name) => [name, (...given) => done.push([name, ...given])]),
  );
  listen(frame, state, actions);
  const press = (key, more = {}) => {
    const event = Object.assign(new Event("keydown", { cancelable: true }), { key }, more);
    frame.dispatchEvent(event);
    return event;
  };
  return { press, done, state };
}

test("arrows pan by the same distance on the screen at any zoom", () => {
  const { press, done } = desk();
  for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) press(key);
  assert.deepEqual(done.map(([, at]) => at), [
    { x: -30, y: 0 }, { x: 30, y: 0 }, { x: 0, y: -30 }, { x: 0, y: 30 },
  ]);
});

test("plus and minus zoom, nought fits", () => {
  const { press, done } = desk();
  for (const key of ["+", "=", "-", "0"]) press(key);
  assert.deepEqual(done.map(([name]) => name), ["zoom", "zoom", "zoom", "fit"]);
});

test("N steps through the nodes, says each, and begins again after the last", () => {
  const { press, done, state } = desk();
  for (const key of ["n", "n", "n"]) press(key);
  assert.deepEqual(done.filter(([name]) => name === "say").map(([, words]) => words), ["甲", "乙", "甲"]);
  assert.equal(state.hovered, "a");
});

test("P steps back", () => {
  const { press, state } = desk();
  press("n");
  press("n");
  press("p");
  assert.equal(state.hovered, "a");
});

test("P as the first key begins with the last node", () => {
  const { press, state } = desk([{ id: "a" }, { id: "b" }, { id: "c" }].map((node) => ({ ...node, x: 0, y: 0, title: "" })));
  press("p");
  assert.equal(state.hovered, "c");
});

test("Enter chooses the node that was stepped to; Escape chooses nothing", () => {
  const { press, done } = desk();
  press("n");
  press("Enter");
  press("Escape");
  assert.deepEqual(done.filter(([name]) => name === "choose"), [["choose", "node:a"]]);
  assert.deepEqual(done.at(-1), ["clear"]);
});

test("Enter without a node does nothing", () => {
  const { press, done } = desk();
  press("Enter");
  assert.deepEqual(done, []);
});

test("an empty picture takes every key without an error", () => {
  const { press, done } = desk([]);
  press("n");
  press("p");
  assert.deepEqual(done, []);
});

test("the browser keeps its own shortcuts and the keys we do not use", () => {
  const { press, done } = desk();
  assert.equal(press("0", { ctrlKey: true }).defaultPrevented, false);
  assert.equal(press("-", { metaKey: true }).defaultPrevented, false);
  assert.equal(press("Tab").defaultPrevented, false);
  assert.deepEqual(done, []);
});

test("a key we use does not scroll the page", () => {
  const { press } = desk();
  assert.equal(press("ArrowDown").defaultPrevented, true);
});

test("E expands, H hides and the space bar selects the node one stands on; without one nothing", () => {
  const { press, done } = desk();
  for (const key of ["e", "h", " "]) press(key);
  assert.deepEqual(done, []);
  press("n");
  done.length = 0;
  for (const key of ["e", "h", " "]) press(key);
  assert.deepEqual(done, [["expand", "a"], ["hide", "a"], ["pick", "a"]]);
});

test("A selects what is seen, L takes the lasso", () => {
  const { press, done } = desk();
  press("a");
  press("l");
  assert.deepEqual(done.map(([name]) => name), ["pickSeen", "lasso"]);
  press("a", { ctrlKey: true });
  assert.equal(done.length, 2);
});
