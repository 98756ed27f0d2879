/**
 * Everything the mouse does, from the keyboard.
 * @module keyboard
 */

const STEP = 60;

/**
 * @param {HTMLElement} frame
 * @param {any} state
 * @param {{fit(): void, zoom(by: number): void, choose(id: string): void, say(words: string): void, expand(id: string): void, hide(id: string): void, pick(id: string): void, pickSeen(): void, lasso(): void, clear(): void}} actions
 */
export function listen(frame, state, actions) {
  const pan = (dx, dy) => {
    const at = state.network.getViewPosition();
    const scale = state.network.getScale();
    state.network.moveTo({ position: { x: at.x + dx / scale, y: at.y + dy / scale }, animation: false });
  };
  const step = (by) => {
    if (!state.order.length) return;
    const from = state.cursor < 0 && by < 0 ? 0 : state.cursor;
    state.cursor = (from + by + state.order.length) % state.order.length;
    const node = state.order[state.cursor];
    state.hovered = node.id;
    state.network.moveTo({ position: { x: node.x, y: node.y }, animation: false });
    actions.say(node.title || node.label);
  };
  const keys = {
    ArrowLeft: () => pan(-STEP, 0), ArrowRight: () => pan(STEP, 0),
    ArrowUp: () => pan(0, -STEP), ArrowDown: () => pan(0, STEP),
    "+": () => actions.zoom(1.25), "=": () => actions.zoom(1.25), "-": () => actions.zoom(0.8),
    0: () => actions.fit(), n: () => step(1), p: () => step(-1),
    Enter: () => state.hovered && actions.choose(`node:${state.hovered}`),
    " ": () => state.hovered && actions.pick(state.hovered),
    a: () => actions.pickSeen(),
    l: () => actions.lasso(),
    e: () => state.hovered && actions.expand(state.hovered),
    h: () => state.hovered && actions.hide(state.hovered),
    Escape: () => actions.clear(),
  };
  frame.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target?.tagName === "BUTTON" && (event.key === "Enter" || event.key === " ")) return;
    act();
    event.preventDefault();
    event.stopPropagation();
  });
}
