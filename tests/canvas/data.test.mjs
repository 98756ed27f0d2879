import assert from "node:assert/strict";
import test from "node:test";
import { decode, drawable, extent, fencesOf, guestsOf, homes, lines, NODE_COLUMNS, ringOf, rows } from "../../graphs/scene/canvas/data.js";

/** A table as Arrow gives it: columns by name, values by index. */
function table(records) {
  const names = Object.keys(records[0] ?? {});
  return {
    numRows: records.length,
    getChild: (name) => (names.includes(name) ? { get: (index) => records[index][name] } : null),
  };
}

const node = (id, more = {}) => ({ id, label: id, title: id, x: 0, y: 0, size: 5, ...more });

test("rows read the named columns and leave a missing one null", () => {
  assert.deepEqual(rows(table([{ a: 1 }, { a: 2 }]), ["a", "b"]), [
    { a: 1, b: null },
    { a: 2, b: null },
  ]);
});

test("no table is no rows", () => {
  assert.deepEqual(rows(null, ["a"]), []);
  assert.deepEqual(rows(undefined, ["a"]), []);
});

test("a drawn text keeps markup as the characters they are", () => {
  assert.equal(drawable("<img src=x onerror=alert(1)>", 60), "<img src=x onerror=alert(1)>");
});

test("marks that turn the reading direction are taken out of drawn text", () => {
  assert.equal(drawable("甲\u202e乙\u2066丙\u200f", 20), "甲乙丙");
});

test("control characters become spaces", () => {
  assert.equal(drawable("甲\u0000乙\n丙", 20), "甲 乙 丙");
});

test("a long name is cut where its width ends, a Chinese character counting two", () => {
  assert.equal(drawable("甲乙丙丁", 6), "甲乙丙…");
  assert.equal(drawable("abcdefgh", 6), "abcdef…");
  assert.equal(drawable("甲乙丙", 6), "甲乙丙");
});

test("five thousand characters are never drawn whole", () => {
  assert.ok(drawable("党".repeat(5000), Number.POSITIVE_INFINITY).length <= 402);
});

test("nothing is drawn for an absent text", () => {
  assert.equal(drawable(null, 10), "");
  assert.equal(drawable(undefined, 10), "");
});

test("a cut never halves a character of two code units", () => {
  assert.equal(drawable("𠀀𠀁𠀂", 4), "𠀀𠀁…");
});

test("edges name the ids of their ends", () => {
  const scene = decode({
    nodes: table([node("a"), node("b")]),
    edges: table([{ id: "e", source: 0, target: 1, label: "≥ 30 对" }]),
  });
  assert.equal(scene.edges[0].from, "a");
  assert.equal(scene.edges[0].to, "b");
});

test("an edge whose end is not drawn is left out", () => {
  const scene = decode({
    nodes: table([node("a")]),
    edges: table([{ id: "e", source: 0, target: 7, label: "" }]),
  });
  assert.deepEqual(scene.edges, []);
});

test("decoded nodes carry every declared column", () => {
  const [first] = decode({ nodes: table([node("a")]), edges: table([]) }).nodes;
  assert.deepEqual(Object.keys(first).sort(), [...NODE_COLUMNS].sort());
});

test("the extent of an empty scene is null", () => {
  assert.equal(extent({ nodes: [], areas: [] }), null);
});

test("the extent holds every node whole and every area", () => {
  const box = extent({
    nodes: [{ x: 0, y: 0, size: 10 }],
    areas: [{ x: 20, y: -40, width: 30, height: 20 }],
  });
  assert.deepEqual(box, { x: 20, y: -15, width: 60, height: 50 });
});

test("the extent of a hundred thousand nodes does not overflow the stack", () => {
  const nodes = Array.from({ length: 100_000 }, (_, index) => ({ x: index, y: 0, size: 0 }));
  assert.equal(extent({ nodes, areas: [] }).width, 99_999);
});

test("a node lives in the outermost area it stands in, one outside in none", () => {
  const town = { label: "town", x: 0, y: 0, width: 100, height: 100 };
  const yard = { label: "yard", x: 10, y: 10, width: 20, height: 20 };
  const nodes = [{ id: "in", x: 15, y: 15 }, { id: "edge", x: 100, y: 0 }, { id: "out", x: 101, y: 0 }];
  const found = homes({ nodes, areas: [yard, town] });
  assert.equal(found.get("in"), town);
  assert.equal(found.get("edge"), town);
  assert.equal(found.has("out"), false);
});

test("a short label stays on one line", () => {
  assert.deepEqual(lines("峡窝镇党委"), ["峡窝镇党委"]);
});

test("a long label breaks before a bracket near its middle", () => {
  const broken = lines("鲜切花产业联合党总支（下设五个支部）");
  assert.deepEqual(broken, ["鲜切花产业联合党总支", "（下设五个支部）"]);
});

test("a broken label loses nothing but the blank at the break", () => {
  const words = "Fresh-cut flower joint general branch";
  assert.equal(lines(words).join(" "), words);
});

test("no line begins with a closing mark", () => {
  for (const words of ["甲乙丙丁戊己庚辛壬癸，子丑寅卯辰巳午未", "甲乙丙丁（戊己庚辛壬癸）子丑寅卯辰巳"])
    assert.doesNotMatch(lines(words)[1], /^[，。、）)〕]/);
});

test("the marks of an area are those that touch it, the uppermost first", () => {
  const nodes = [{ id: "low", x: 5, y: 8, size: 1 }, { id: "high", x: 5, y: 2, size: 1 }, { id: "out", x: 30, y: 2, size: 1 }];
  const found = guestsOf({ nodes, areas: [{ x: 0, y: 0, width: 10, height: 10 }] });
  assert.deepEqual(found.map((each) => each.map(({ id }) => id)), [["high", "low"]]);
});

test("a ring is read as points, and is no panel that labels must stay in", () => {
  assert.deepEqual(ringOf("0.0,1.5 2,3 4,5"), [[0, 1.5], [2, 3], [4, 5]]);
  assert.deepEqual(ringOf(""), []);
  const scene = { nodes: [{ id: "a", x: 1, y: 1, size: 1 }], areas: [{ x: 0, y: 0, width: 9, height: 9, ring: ringOf("0,0 9,0 9,9") }] };
  assert.equal(homes(scene).size, 0);
});

test("a label keeps out of the trays of others, and one beside all panels out of each", () => {
  const panel = { x: 0, y: 0, width: 100, height: 100 };
  const tray = { x: 5, y: 60, width: 90, height: 35 };
  const scene = { areas: [panel, tray], nodes: [node("hub", { x: 50, y: 20 }), node("idle", { x: 50, y: 80 }), node("out", { x: 200, y: 0 })] };
  const found = fencesOf(scene, homes(scene));
  assert.deepEqual(found.get("hub"), [tray]);
  assert.equal(found.has("idle"), false);
  assert.deepEqual(found.get("out"), [panel, tray]);
});

test("no word of an alphabet is torn where a space is to be had", () => {
  assert.deepEqual(lines("is subordinate to", 14), ["is", "subordinate to"]);
  for (const longest of [8, 10, 13, 20])
    for (const line of lines("Yunling Aluminium Works First Works Branch", longest))
      for (const word of line.split(" ")) assert.ok("Yunling Aluminium Works First Works Branch".split(" ").includes(word), line);
});
