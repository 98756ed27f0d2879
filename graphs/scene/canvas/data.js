/**
 * Arrow tables to plain marks. Pure: no drawing, no page.
 * @module data
 */

/** @typedef {{numRows: number, getChild(name: string): null | {get(i: number): any}}} ArrowTable */

/** Characters that turn the reading direction round or hide text; shown names are freed of them. */
const DIRECTION = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is the purpose
const CONTROL = /[\u0000-\u001f\u007f]/g;

/**
 * Rows of a table as objects with the named columns.
 * @param {ArrowTable | null | undefined} table
 * @param {string[]} names
 * @returns {Record<string, any>[]}
 */
export function rows(table, names) {
  if (!table) return [];
  const columns = names.map((name) => /** @type {const} */ ([name, table.getChild(name)]));
  const found = [];
  for (let index = 0; index < table.numRows; index += 1) {
    /** @type {Record<string, any>} */
    const row = {};
    for (const [name, column] of columns) row[name] = column ? column.get(index) : null;
    found.push(row);
  }
  return found;
}

/**
 * A text made safe to draw: no control characters, no direction marks, at most `longest` wide,
 * where a Chinese character is two wide.
 * @param {unknown} words
 * @param {number} longest
 */
export function drawable(words, longest) {
  const clean = String(words ?? "").replace(DIRECTION, "").replace(CONTROL, " ");
  let width = 0;
  let taken = "";
  for (const character of clean) {
    width += character.codePointAt(0) > 0x2e7f ? 2 : 1;
    if (width > longest) return `${taken}…`;
    taken += character;
    if (taken.length > 400) return `${taken}…`;
  }
  return taken;
}

export const NODE_COLUMNS = [
  "id", "label", "title", "x", "y", "size", "shape", "color", "members", "priority", "emphasis",
  "dashed_border", "synthetic", "label_place", "label_gap",
  "label_width",
];
export const EDGE_COLUMNS = [
  "id", "source", "target", "line", "color", "width", "label", "arrow", "curve", "priority",
];
export const AREA_COLUMNS = ["label", "note", "x", "y", "width", "height", "tone", "ring"];

/**
 * The points of a line round a place, written as SVG writes points; none where it is a panel.
 * @param {string | null | undefined} words
 * @returns {[number, number][]}
 */
export function ringOf(words) {
  if (!words) return [];
  return words.split(" ").map((point) => /** @type {[number, number]} */ (point.split(",").map(Number)));
}

/**
 * The three tables of a scene as marks; edges name node ids instead of indexes.
 * @param {{nodes: ArrowTable, edges: ArrowTable, areas?: ArrowTable}} tables
 */
export function decode(tables) {
  const nodes = rows(tables.nodes, NODE_COLUMNS).map((node) => ({
    ...node,
    label: drawable(node.label, 60),
    title: drawable(node.title, 240),
  }));
  const edges = rows(tables.edges, EDGE_COLUMNS).map((edge) => ({
    ...edge,
    from: nodes[edge.source]?.id,
    to: nodes[edge.target]?.id,
    label: drawable(edge.label, 40),
  }));
  const areas = rows(tables.areas, AREA_COLUMNS).map((area) => ({
    ...area,
    label: drawable(area.label, 60),
    note: drawable(area.note, 80),
    ring: ringOf(area.ring),
  }));
  return { nodes, edges: edges.filter((edge) => edge.from && edge.to), areas };
}

/**
 * The middle and size of everything drawn; null for an empty scene.
 * @param {{nodes: any[], areas: any[]}} scene
 */
export function extent(scene) {
  const boxes = [
    ...scene.nodes.map(({ x, y, size }) => ({ left: x - size, right: x + size, top: y - size, bottom: y + size })),
    ...scene.areas.map(({ x, y, width, height }) => ({ left: x, right: x + width, top: y, bottom: y + height })),
  ];
  if (!boxes.length) return null;
  const left = boxes.reduce((least, box) => Math.min(least, box.left), Infinity);
  const right = boxes.reduce((most, box) => Math.max(most, box.right), -Infinity);
  const top = boxes.reduce((least, box) => Math.min(least, box.top), Infinity);
  const bottom = boxes.reduce((most, box) => Math.max(most, box.bottom), -Infinity);
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}

/**
 * The outermost area each node stands in, by id; its label stays inside.
 * @param {{nodes: any[], areas: any[]}} scene
 * @returns {Map<string, any>}
 */
export function homes(scene) {
  const found = new Map();
  for (const node of scene.nodes) {
    let best = null;
    for (const area of scene.areas) {
      if (area.ring?.length) continue; // a line round a place is no panel
      if (contains(area, node) && (!best || area.width * area.height > best.width * best.height)) best = area;
    }
    if (best) found.set(node.id, best);
  }
  return found;
}

/**
 * The areas beside each node that its label keeps out of: trays of others, within its own home or, without one, all.
 * @param {{nodes: any[], areas: any[]}} scene @param {Map<string, any>} home as `homes` found it
 * @returns {Map<string, any[]>}
 */
export function fencesOf(scene, home) {
  const panels = scene.areas.filter((area) => !area.ring?.length);
  const found = new Map();
  for (const node of scene.nodes) {
    const own = home.get(node.id);
    const beside = panels.filter((area) => area !== own && !contains(area, node) && (!own || contains(own, area)));
    if (beside.length) found.set(node.id, beside);
  }
  return found;
}

/** @param {{x: number, y: number, width: number, height: number}} area @param {{x: number, y: number}} point */
function contains(area, point) {
  return point.x >= area.x && point.x <= area.x + area.width && point.y >= area.y && point.y <= area.y + area.height;
}

/**
 * The nodes that stand in each area, the uppermost first; its heading keeps clear of them.
 * @param {{nodes: any[], areas: any[]}} scene
 * @returns {any[][]}
 */
export function guestsOf(scene) {
  const down = [...scene.nodes].sort((a, b) => a.y - a.size - (b.y - b.size));
  return scene.areas.map(({ x, y, width, height }) =>
    down.filter((node) => node.x + node.size >= x && node.x - node.size <= x + width && node.y + node.size >= y && node.y - node.size <= y + height));
}

const NATURAL_BEFORE = "（( 〔";
const NATURAL_AFTER = " ·";
const NEVER_FIRST = "，。、）)〕";
const MOST_LINES = 4;
/** Between two of these no word is broken where another place is to be had. */
const LATIN = /[A-Za-z0-9]/;

/** How wide a text is, a Chinese character as two. @param {string} words */
function widthOf(words) {
  let width = 0;
  for (const character of words) width += character.codePointAt(0) > 0x2e7f ? 2 : 1;
  return width;
}

/**
 * A label on as many lines as it needs, four at most: breaks stand before a bracket or at a
 * space where one is near.
 * @param {string} words @param {number} [longest] width that fits one line
 * @returns {string[]}
 */
export function lines(words, longest = 20) {
  const total = widthOf(words);
  return broken(words, Math.min(MOST_LINES, Math.ceil(total / longest)), total);
}

/** @param {string} words @param {number} count @param {number} total @returns {string[]} */
function broken(words, count, total) {
  if (count <= 1) return [words];
  const characters = [...words];
  const wanted = total / count;
  let best = 1;
  let bestCost = Infinity;
  let before = 0;
  for (let at = 1; at < characters.length; at += 1) {
    before += widthOf(characters[at - 1]);
    const natural = NATURAL_BEFORE.includes(characters[at]) || NATURAL_AFTER.includes(characters[at - 1]);
    const torn = LATIN.test(characters[at]) && LATIN.test(characters[at - 1]);
    const cost = Math.abs(wanted - before) - (natural ? wanted / 2 : 0) + (torn ? total : 0);
    if (!NEVER_FIRST.includes(characters[at]) && cost < bestCost) {
      bestCost = cost;
      best = at;
    }
  }
  const rest = characters.slice(best).join("").trim();
  return [characters.slice(0, best).join("").trim(), ...broken(rest, count - 1, widthOf(rest))];
}
