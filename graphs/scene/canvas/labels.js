/**
 * Which labels are drawn, and where: greedy by priority, so that no drawn label lies over another.
 * Pure: widths are measured by whoever calls.
 * @module labels
 */

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */
/**
 * An anchor point; broken into other lines the label is as wide and high as it says.
 * @typedef {{x: number, y: number, place: string, width?: number, height?: number, lines?: string[]}} Spot
 */
/**
 * @typedef {object} Wanted
 * @property {string} key
 * @property {number} priority larger is placed earlier
 * @property {number} width in screen pixels
 * @property {number} height in screen pixels
 * @property {Spot[]} spots anchor points with their place, the best first
 * @property {string} [owner] node whose body it may lie on
 * @property {boolean} [must] drawn over bodies where no spot is clear of them (headings)
 * @property {Box} [home] area the label must not leave
 * @property {Box[]} [fences] areas of others that the label must not enter
 */

const CELL = 64;

/** A grid of boxes, so that asking for overlaps does not look at every box. */
export class Grid {
  constructor() {
    /** @type {Map<string, {box: Box, owner: string}[]>} */
    this.cells = new Map();
  }

  /** @param {Box} box @param {(key: string) => void} visit */
  each(box, visit) {
    for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); column += 1)
      for (let row = Math.floor(box.top / CELL); row <= Math.floor(box.bottom / CELL); row += 1)
        visit(`${column},${row}`);
  }

  /** @param {Box} box @param {string} owner */
  add(box, owner = "") {
    this.each(box, (key) => {
      const kept = this.cells.get(key);
      if (kept) kept.push({ box, owner });
      else this.cells.set(key, [{ box, owner }]);
    });
  }

  /** @param {Box} box @param {string} owner whose own boxes do not count */
  hits(box, owner = "") {
    let hit = false;
    this.each(box, (key) => {
      if (hit) return;
      for (const other of this.cells.get(key) ?? [])
        if ((!owner || other.owner !== owner) && overlaps(box, other.box)) {
          hit = true;
          return;
        }
    });
    return hit;
  }
}

/** @param {Box} a @param {Box} b */
export function overlaps(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** @param {Box} box @param {Box} view */
function within(box, view) {
  return box.left >= view.left && box.right <= view.right && box.top >= view.top && box.bottom <= view.bottom;
}

/**
 * The box of a label at an anchor.
 * @param {{x: number, y: number, place: string}} spot @param {number} width @param {number} height
 * @returns {Box}
 */
export function boxAt(spot, width, height) {
  const { x, y, place } = spot;
  if (place === "right") return { left: x, top: y - height / 2, right: x + width, bottom: y + height / 2 };
  if (place === "left") return { left: x - width, top: y - height / 2, right: x, bottom: y + height / 2 };
  if (place === "above") return { left: x - width / 2, top: y - height, right: x + width / 2, bottom: y };
  if (place === "inside")
    return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
  if (place === "corner") return { left: x, top: y, right: x + width, bottom: y + height };
  return { left: x - width / 2, top: y, right: x + width / 2, bottom: y + height };
}

/**
 * Places round a mark: the wanted one, the other three sides, then aslant.
 * @param {{x: number, y: number}} at @param {number} reach @param {string} [first]
 * @returns {Spot[]}
 */
export function around(at, reach, first = "below") {
  const sides = [
    { x: at.x, y: at.y + reach, place: "below" },
    { x: at.x + reach, y: at.y, place: "right" },
    { x: at.x - reach, y: at.y, place: "left" },
    { x: at.x, y: at.y - reach, place: "above" },
  ];
  const step = reach * 0.72;
  const aslant = [step, -step].flatMap((down) => [
    { x: at.x + step, y: at.y + down, place: "right" },
    { x: at.x - step, y: at.y + down, place: "left" },
  ]);
  return [...sides.filter((spot) => spot.place === first), ...sides.filter((spot) => spot.place !== first), ...aslant];
}

/**
 * Choose the labels to draw.
 * @param {Wanted[]} wanted
 * @param {{box: Box, owner: string}[]} bodies node bodies that foreign labels keep clear of
 * @param {Box} view labels that would be cut off are left out
 * @returns {{key: string, box: Box, place: string, lines?: string[]}[]}
 */
export function placeLabels(wanted, bodies, view) {
  const taken = new Grid();
  const solid = new Grid();
  for (const body of bodies) solid.add(body.box, body.owner);
  const order = [...wanted].sort((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : 1));
  const drawn = [];
  for (const label of order) {
    const free = label.spots
      .map((spot) => {
        const box = boxAt(spot, spot.width ?? label.width, spot.height ?? label.height);
        return { key: label.key, box, place: spot.place, ...(spot.lines ? { lines: spot.lines } : {}) };
      })
      .filter(({ box }) => (label.must ? overlaps(box, view) : within(box, view)) && !taken.hits(box));
    const clear = free.filter(({ box }) => !solid.hits(box, label.owner ?? "\u0000"));
    const whole = label.must ? free.filter(({ box }) => within(box, view)) : free; // rather seen whole
    const spot = label.must
      ? (clear.find((each) => whole.includes(each)) ?? whole[0] ?? clear[0] ?? free[0])
      : clear.find(({ box }) => (!label.home || within(box, label.home)) && !label.fences?.some((fence) => overlaps(box, fence)));
    if (!spot) continue;
    taken.add(spot.box);
    drawn.push(spot);
  }
  return drawn;
}

const LEAST = 9;

/**
 * How much of the screen is free between the top of an area and the first mark beneath its heading.
 * @param {{x: number, y: number, size: number}[]} guests the marks of the area, the uppermost first
 * @param {{x: number, y: number, height: number}} area
 * @param {{scale: number, wide: number}} drawn pixels of a unit, and how wide the heading is
 */
export function freeAbove(guests, area, { scale, wide }) {
  const right = area.x + (wide + 16) / scale;
  const first = guests.find((node) => node.x - node.size < right);
  return ((first ? first.y - first.size : area.y + area.height) - area.y) * scale;
}

/**
 * A heading that keeps clear of the first row: as it should be where there is room, else smaller.
 * @param {{size: number, height: number, top: number}} wanted @param {number} room in pixels
 * @returns {{size: number, height: number, top: number, hidden: boolean}}
 */
export function headingFont(wanted, room) {
  const air = 5;
  const spare = room - wanted.height - air;
  if (spare >= 0) return { ...wanted, top: Math.min(wanted.top, spare), hidden: false };
  const size = Math.max(LEAST, Math.min(wanted.size, Math.floor((room - 2) / 1.25)));
  const height = Math.min(wanted.height, Math.ceil(size * 1.25));
  return { size, height, top: Math.max(0, Math.min(wanted.top, (room - height) / 2)), hidden: room < height };
}
