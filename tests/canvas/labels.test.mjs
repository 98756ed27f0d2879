import assert from "node:assert/strict";
import test from "node:test";
import { around, boxAt, freeAbove, Grid, headingFont, overlaps, placeLabels } from "../../graphs/scene/canvas/labels.js";

const VIEW = { left: 0, top: 0, right: 1000, bottom: 800 };

const label = (key, x, y, more = {}) => ({
  key,
  priority: 1,
  width: 60,
  height: 16,
  spots: ["below", "right", "left", "above"].map((place) => ({ x, y, place })),
  ...more,
});

/** The same numbers on every run. */
function* numbers(seed) {
  let state = seed;
  while (true) {
    state = (state * 1664525 + 1013904223) % 4294967296;
    yield state / 4294967296;
  }
}

function crowd(count, seed) {
  const next = numbers(seed);
  const draw = () => next.next().value;
  return Array.from({ length: count }, (_, index) =>
    label(`n${index}`, draw() * 1000, draw() * 800, {
      priority: Math.floor(draw() * 5),
      width: 20 + draw() * 140,
      owner: `n${index}`,
    }),
  );
}

test("boxes that only touch do not overlap", () => {
  const box = { left: 0, top: 0, right: 10, bottom: 10 };
  assert.equal(overlaps(box, { left: 10, top: 0, right: 20, bottom: 10 }), false);
  assert.equal(overlaps(box, { left: 9, top: 9, right: 20, bottom: 20 }), true);
});

test("every place puts the anchor on its own side of the box", () => {
  const at = (place) => boxAt({ x: 100, y: 50, place }, 40, 20);
  assert.equal(at("right").left, 100);
  assert.equal(at("left").right, 100);
  assert.equal(at("above").bottom, 50);
  assert.equal(at("below").top, 50);
  assert.deepEqual(at("inside"), { left: 80, top: 40, right: 120, bottom: 60 });
  assert.deepEqual(at("corner"), { left: 100, top: 50, right: 140, bottom: 70 });
});

test("a grid finds a box across the borders of its cells", () => {
  const grid = new Grid();
  grid.add({ left: 60, top: 60, right: 70, bottom: 70 });
  assert.equal(grid.hits({ left: 66, top: 66, right: 200, bottom: 200 }), true);
  assert.equal(grid.hits({ left: 71, top: 71, right: 200, bottom: 200 }), false);
});

test("a grid does not count an owner's own box", () => {
  const grid = new Grid();
  const box = { left: 0, top: 0, right: 10, bottom: 10 };
  grid.add(box, "a");
  assert.equal(grid.hits(box, "a"), false);
  assert.equal(grid.hits(box, "b"), true);
});

test("no drawn label lies over another, however many are wanted", () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const drawn = placeLabels(crowd(400, seed), [], VIEW);
    assert.ok(drawn.length > 20);
    for (let first = 0; first < drawn.length; first += 1)
      for (let second = first + 1; second < drawn.length; second += 1)
        assert.equal(overlaps(drawn[first].box, drawn[second].box), false);
  }
});

test("the label of higher priority wins the place", () => {
  const [only] = placeLabels(
    [
      label("low", 500, 400, { spots: [{ x: 500, y: 400, place: "below" }] }),
      label("high", 500, 400, { priority: 2, spots: [{ x: 500, y: 400, place: "below" }] }),
    ],
    [],
    VIEW,
  );
  assert.equal(only.key, "high");
});

test("a label in the way makes the next one take its second spot", () => {
  const drawn = placeLabels([label("a", 500, 400), label("b", 500, 400)], [], VIEW);
  assert.deepEqual(
    drawn.map(({ key, place }) => [key, place]),
    [
      ["a", "below"],
      ["b", "above"],
    ],
  );
});

test("labels keep clear of the bodies of other nodes", () => {
  const body = { owner: "other", box: { left: 470, top: 400, right: 530, bottom: 420 } };
  const [drawn] = placeLabels([label("a", 500, 400, { owner: "a" })], [body], VIEW);
  assert.equal(drawn.place, "above");
});

test("a label may lie on its own node", () => {
  const body = { owner: "a", box: { left: 400, top: 300, right: 600, bottom: 500 } };
  const [drawn] = placeLabels([label("a", 500, 400, { owner: "a" })], [body], VIEW);
  assert.equal(drawn.place, "below");
});

test("a label that must be seen is drawn over bodies, never over labels", () => {
  const body = { owner: "other", box: { left: 0, top: 0, right: 1000, bottom: 800 } };
  const must = [label("a", 500, 400, { must: true }), label("b", 500, 400)];
  assert.deepEqual(
    placeLabels(must, [body], VIEW).map(({ key }) => key),
    ["a"],
  );
});

test("a label never leaves the area its node stands in", () => {
  const home = { left: 400, top: 300, right: 600, bottom: 408 };
  const [drawn] = placeLabels([label("a", 500, 400, { home })], [], VIEW);
  assert.equal(drawn.place, "right");
  assert.deepEqual(placeLabels([label("a", 590, 405, { home, spots: [{ x: 590, y: 405, place: "right" }] })], [], VIEW), []);
});

test("a label that the edge would cut is left out", () => {
  assert.deepEqual(placeLabels([label("a", 5, 5, { spots: [{ x: 5, y: 5, place: "left" }] })], [], VIEW), []);
});

test("the order of what is wanted makes no difference", () => {
  const wanted = crowd(200, 7);
  const there = placeLabels(wanted, [], VIEW);
  assert.deepEqual(placeLabels([...wanted].reverse(), [], VIEW), there);
});

test("what was handed in comes out untouched", () => {
  const wanted = crowd(50, 9);
  const before = structuredClone(wanted);
  placeLabels(wanted, [], VIEW);
  assert.deepEqual(wanted, before);
});

test("two thousand labels are placed within a frame's patience", () => {
  const wanted = crowd(2000, 11);
  const start = performance.now();
  placeLabels(wanted, [], VIEW);
  assert.ok(performance.now() - start < 250);
});

const HEADING = { size: 13, height: 18, top: 6 };

test("a heading with room is as large as it should be", () => {
  assert.deepEqual(headingFont(HEADING, 40), { ...HEADING, hidden: false });
});

test("a heading ends above the first row, or says that there is no room", () => {
  for (let room = 0; room < 60; room += 0.5) {
    const drawn = headingFont(HEADING, room);
    assert.ok(drawn.size >= 9 && drawn.size <= 13);
    if (!drawn.hidden) assert.ok(drawn.top + drawn.height <= room, `${room}`);
  }
  assert.equal(headingFont(HEADING, 8).hidden, true);
});

test("only marks beneath the words of a heading press on it", () => {
  const area = { x: 0, y: 0, height: 100 };
  const guests = [{ x: 90, y: 10, size: 5 }, { x: 10, y: 40, size: 5 }];
  assert.equal(freeAbove(guests, area, { scale: 1, wide: 30 }), 35);
  assert.equal(freeAbove(guests, area, { scale: 1, wide: 80 }), 5);
  assert.equal(freeAbove([], area, { scale: 0.5, wide: 30 }), 50);
});

test("places round a mark begin with the wanted one and never lie on the mark", () => {
  const spots = around({ x: 100, y: 100 }, 20, "left");
  assert.equal(spots[0].place, "left");
  assert.equal(spots.length, 8);
  assert.equal(new Set(spots.map(({ x, y, place }) => `${x},${y},${place}`)).size, 8);
  for (const spot of spots) assert.ok(Math.hypot(spot.x - 100, spot.y - 100) >= 20);
});

test("a label does not enter what is fenced off", () => {
  const fence = { left: 0, top: 400, right: 1000, bottom: 500 };
  const [drawn] = placeLabels([label("a", 500, 399, { fences: [fence] })], [], VIEW);
  assert.equal(drawn.place, "above");
});

test("where a label finds no room in one line it is tried in more", () => {
  const home = { left: 470, top: 300, right: 530, bottom: 500 };
  const wide = [{ x: 500, y: 400, place: "below" }];
  const slim = { x: 500, y: 400, place: "below", width: 40, height: 32, lines: ["a", "b"] };
  const [drawn] = placeLabels([label("a", 500, 400, { home, width: 90, spots: [...wide, slim] })], [], VIEW);
  assert.deepEqual(drawn.lines, ["a", "b"]);
  assert.equal(drawn.box.right - drawn.box.left, 40);
});

test("a label that must be seen is seen whole where one of its places lets it", () => {
  const body = { owner: "other", box: { left: 20, top: 300, right: 200, bottom: 500 } };
  const spots = [{ x: 10, y: 400, place: "left" }, { x: 60, y: 400, place: "right" }];
  const [drawn] = placeLabels([label("a", 0, 0, { must: true, spots })], [body], VIEW);
  assert.equal(drawn.place, "right");
});
