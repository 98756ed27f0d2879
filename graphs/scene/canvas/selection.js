/**
 * Several marks selected together: with shift a click adds or removes one, a drag all in a rectangle.
 * @module selection
 */

const CLICK = 5;

/**
 * The ids of the nodes in a rectangle, whichever of its corners is named first.
 * @param {{id: string, x: number, y: number}[]} nodes on the screen
 * @param {{x: number, y: number}} from @param {{x: number, y: number}} to
 * @returns {string[]}
 */
export function inside(nodes, from, to) {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  return nodes.filter(({ x, y }) => x >= left && x <= right && y >= top && y <= bottom).map(({ id }) => id);
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

/**
 * Listen for shift and the pointer on the board.
 * @param {HTMLElement} board
 * @param {{nodeAt(at: {x: number, y: number}): string, nodes(): {id: string, x: number, y: number}[], picked(): Set<string>, pick(ids: Set<string>): void}} actions
 */
export function selectByPointer(board, actions) {
  const box = document.createElement("div");
  box.className = "graphs-rectangle";
  box.hidden = true;
  board.append(box);
  /** @type {{x: number, y: number} | null} */
  let from = null;
  const place = (event) => {
    const frame = board.getBoundingClientRect();
    return { x: event.clientX - frame.left, y: event.clientY - frame.top };
  };
  const own = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  board.addEventListener("pointerdown", (event) => {
    if (!event.shiftKey || event.button) return;
    from = place(event);
    board.setPointerCapture(event.pointerId);
    own(event);
  }, true);
  board.addEventListener("pointermove", (event) => {
    if (!from) return;
    const to = place(event);
    box.hidden = false;
    Object.assign(box.style, {
      left: `${Math.min(from.x, to.x)}px`, top: `${Math.min(from.y, to.y)}px`,
      width: `${Math.abs(from.x - to.x)}px`, height: `${Math.abs(from.y - to.y)}px`,
    });
    own(event);
  }, true);
  board.addEventListener("pointerup", (event) => {
    if (!from) return;
    const to = place(event);
    box.hidden = true;
    const still = Math.hypot(from.x - to.x, from.y - to.y) < CLICK;
    const hit = still ? actions.nodeAt(to) : "";
    if (hit) actions.pick(toggled(actions.picked(), hit));
    else if (!still) actions.pick(new Set([...actions.picked(), ...inside(actions.nodes(), from, to)]));
    from = null;
    own(event);
  }, true);
}
