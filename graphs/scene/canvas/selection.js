/**
 * Several marks selected together: with shift a click adds or removes one, a drag all in a
 * rectangle; with the lasso in hand a drag takes all that its loop goes round.
 * @module selection
 */

const CLICK = 5;
const STEP = 3;
const SVG = "http://www.w3.org/2000/svg";

/** @typedef {{x: number, y: number}} Point */

/**
 * The ids of the nodes in a rectangle, whichever of its corners is named first.
 * @param {{id: string, x: number, y: number}[]} nodes on the screen
 * @param {Point} from @param {Point} to
 * @returns {string[]}
 */
export function inside(nodes, from, to) {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  return nodes.filter(({ x, y }) => x >= left && x <= right && y >= top && y <= bottom).map(({ id }) => id);
}

/**
 * The ids of the nodes that a loop goes round; its last point is joined to the first. What a loop
 * that crosses itself goes round twice is outside again (even-odd).
 * @param {{id: string, x: number, y: number}[]} nodes on the screen @param {Point[]} loop
 * @returns {string[]}
 */
export function encircled(nodes, loop) {
  return nodes.filter((node) => {
    let within = false;
    loop.forEach((a, at) => {
      const b = loop[(at + 1) % loop.length];
      if (a.y > node.y !== b.y > node.y && node.x < a.x + ((b.x - a.x) * (node.y - a.y)) / (b.y - a.y)) within = !within;
    });
    return within;
  }).map(({ id }) => id);
}

/**
 * A selection with one more, or without it where it was there.
 * @param {Set<string>} picked @param {string} id
 * @returns {Set<string>}
 */
export function toggled(picked, id) {
  const next = new Set(picked);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** The rectangle and the loop as they are drawn over the board. @param {HTMLElement} board */
function outlines(board) {
  const box = document.createElement("div");
  box.className = "graphs-rectangle";
  const sheet = document.createElementNS(SVG, "svg");
  sheet.setAttribute("class", "graphs-loop");
  const line = document.createElementNS(SVG, "polygon");
  sheet.append(line);
  board.append(box, sheet);
  const hide = () => {
    box.hidden = true;
    sheet.style.display = "none";
  };
  hide();
  return {
    hide,
    /** @param {Point} from @param {Point} to */
    rectangle(from, to) {
      box.hidden = false;
      Object.assign(box.style, {
        left: `${Math.min(from.x, to.x)}px`, top: `${Math.min(from.y, to.y)}px`,
        width: `${Math.abs(from.x - to.x)}px`, height: `${Math.abs(from.y - to.y)}px`,
      });
    },
    /** @param {Point[]} loop */
    loop(loop) {
      sheet.style.display = "";
      line.setAttribute("points", loop.map(({ x, y }) => `${x},${y}`).join(" "));
    },
  };
}

/**
 * Listen for the pointer on the board: with shift, or with the lasso in hand.
 * @param {HTMLElement} board
 * @param {{nodeAt(at: Point): string, nodes(): {id: string, x: number, y: number}[], picked(): Set<string>, pick(ids: Set<string>): void, lasso(): boolean}} actions
 */
export function selectByPointer(board, actions) {
  const drawn = outlines(board);
  /** @type {Point[]} */
  let way = [];
  let free = false;
  const place = (event) => {
    const frame = board.getBoundingClientRect();
    return { x: event.clientX - frame.left, y: event.clientY - frame.top };
  };
  const own = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const end = (event) => {
    drawn.hide();
    way = [];
    own(event);
  };
  board.addEventListener("pointerdown", (event) => {
    if (event.button || !(event.shiftKey || actions.lasso())) return;
    free = !event.shiftKey;
    way = [place(event)];
    board.setPointerCapture(event.pointerId);
    own(event);
  }, true);
  board.addEventListener("pointermove", (event) => {
    if (!way.length) return;
    const to = place(event);
    const last = way.at(-1);
    if (!free || Math.hypot(last.x - to.x, last.y - to.y) >= STEP) way.push(to);
    if (free) drawn.loop(way);
    else drawn.rectangle(way[0], to);
    own(event);
  }, true);
  board.addEventListener("pointerup", (event) => {
    if (!way.length) return;
    const to = place(event);
    const still = way.every(({ x, y }) => Math.hypot(x - to.x, y - to.y) < CLICK);
    const hit = still ? actions.nodeAt(to) : "";
    const taken = free ? encircled(actions.nodes(), [...way, to]) : inside(actions.nodes(), way[0], to);
    if (hit) actions.pick(toggled(actions.picked(), hit));
    else if (!still) actions.pick(new Set([...actions.picked(), ...taken]));
    end(event);
  }, true);
  board.addEventListener("pointercancel", (event) => way.length && end(event), true);
}
