/**
 * The live network picture: positions come from Python, physics is off, state goes back to Python.
 *
 * Called again by Streamlit whenever its data change. The same revision is left alone; a new one
 * is diffed into the same network, so that the view neither jumps nor flickers.
 * @module canvas
 */
import "./vis-network.min.js";
import { decode, extent, fencesOf, guestsOf, homes } from "./data.js";
import { listen } from "./keyboard.js";
import { drawAreas, drawLabels } from "./paint.js";
import { inside, selectByPointer, toggled } from "./selection.js";
import { visEdge, visNode } from "./shapes.js";
import { savePicture, toolbar } from "./toolbar.js";

/** @type {WeakMap<object, any>} */
const mounted = new WeakMap();
const MANY_EDGES = 3000;
const AIR = 10;
const MOST_ZOOM = 1.6;
/** The colour of a path that is asked: it is never faded. */
const PATH = "path";

/** @param {any} component what Streamlit hands over */
export default function canvas(component) {
  const { data, parentElement, setTriggerValue, key } = component;
  const state = mounted.get(parentElement) ?? mount(parentElement, data.view);
  mounted.set(parentElement, state);
  state.trigger = setTriggerValue;
  update(state, data);
  if (data.view.debug) expose(state, key ?? "canvas");
  return () => {
    state.network.destroy();
    state.watcher.disconnect();
    mounted.delete(parentElement);
    delete globalThis.__graphsCanvas?.[key ?? "canvas"];
  };
}

/** @param {HTMLElement} parent @param {any} view */
function mount(parent, view) {
  const frame = document.createElement("div");
  frame.className = "graphs-frame";
  frame.tabIndex = 0;
  frame.setAttribute("role", "application");
  frame.style.height = view.height ? `${view.height}px` : "";
  const board = document.createElement("div");
  board.className = "graphs-board";
  const live = document.createElement("div");
  live.className = "graphs-live";
  live.setAttribute("aria-live", "polite");
  const bar = document.createElement("div");
  bar.className = "graphs-bar";
  frame.append(bar, board, live);
  parent.querySelector(".graphs-frame")?.remove();
  parent.append(frame);
  const vis = globalThis.vis;
  const sets = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
  const network = new vis.Network(board, sets, options());
  const state = {
    frame, bar, board, live, sets, network, revision: "", selected: "", hovered: "", near: new Set(),
    widths: new Map(), byId: new Map(), order: [], cursor: -1, zoom: 1, drawn: [], palette: {},
    scene: { nodes: [], edges: [], areas: [] }, words: {}, picked: new Set(), moved: {}, lasso: false,
    dressed: new Map(), dressedEdges: new Map(),
  };
  network.on("beforeDrawing", (ctx) => drawAreas(ctx, state));
  network.on("afterDrawing", (ctx) => {
    drawLabels(ctx, state);
    tell(state);
  });
  network.on("click", (event) => choose(state, target(event)));
  // The browser's own: vis-network times two clicks itself, and takes those of a busy page apart.
  board.addEventListener("dblclick", (event) => {
    const { left, top } = board.getBoundingClientRect();
    const node = network.getNodeAt({ x: event.clientX - left, y: event.clientY - top });
    if (node) state.trigger("expand", node);
  });
  network.on("dragging", (event) => follow(state, event.nodes));
  network.on("hoverNode", (event) => hover(state, event.node));
  network.on("blurNode", () => hover(state, ""));
  state.watcher = new ResizeObserver(() => {
    if (!state.touched) fit(state);
  });
  state.watcher.observe(frame);
  network.on("zoom", () => { state.touched = true; });
  network.on("dragEnd", (event) => {
    state.touched = true;
    follow(state, event.nodes);
    state.guests = guestsOf(state.scene);
    if (event.nodes.length) state.trigger("moved", { ...state.moved });
  });
  const actions = {
    fit: () => { state.touched = false; fit(state); },
    zoom: (by) => { state.touched = true; network.moveTo({ scale: network.getScale() * by, animation: false }); },
    choose: (words) => choose(state, words),
    say: (words) => { live.textContent = words; },
    expand: (id) => state.trigger("expand", id),
    hide: (id) => state.trigger("hide", id),
    pick: (id) => pick(state, toggled(state.picked, id)),
    lasso: () => takeLasso(state, !state.lasso),
    pickSeen: () => pick(state, new Set([...state.picked, ...seen(state)])),
    clear: () => {
      takeLasso(state, false);
      if (state.picked.size) pick(state, new Set());
      choose(state, "");
    },
  };
  selectByPointer(board, {
    nodeAt: (at) => network.getNodeAt(at) ?? "",
    nodes: () => state.scene.nodes.map((node) => ({ id: node.id, ...network.canvasToDOM(node) })),
    picked: () => state.picked,
    pick: (ids) => pick(state, ids),
    lasso: () => state.lasso,
  });
  listen(frame, state, actions);
  state.actions = {
    fit: actions.fit, zoom_in: () => actions.zoom(1.25), zoom_out: () => actions.zoom(0.8),
    lasso: actions.lasso,
    png: () => savePicture(state, state.view.sentence, state.view.file_name),
  };
  return state;
}

function options() {
  return {
    autoResize: true,
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: { hover: true, tooltipDelay: 120, dragNodes: true, multiselect: false, selectConnectedEdges: false, zoomSpeed: 0.7 },
    edges: { smooth: false, selectionWidth: 1.5, hoverWidth: 0.5 },
    nodes: { labelHighlightBold: false },
  };
}

/** @param {any} state @param {any} data */
function update(state, data) {
  const { view } = data;
  state.view = view;
  state.zoom = view.zoom || 1;
  state.frame.style.height = view.height ? `${view.height}px` : "";
  const { told } = view;
  if (told && told.subject !== state.subject) {
    state.subject = told.subject;
    state.touched = false;
    Object.assign(state, { moved: {}, picked: new Set(), selected: "", hovered: "", near: new Set(), cursor: -1 });
  }
  const turned = Boolean(told) && told.turn !== state.turn;
  if (turned) {
    // Said once for each turn: what is chosen or moved here afterwards is not told back.
    state.turn = told.turn;
    state.moved = { ...told.moved };
    state.picked = new Set(told.picked);
  }
  if (turned || view.revision !== state.revision) {
    const fresh = state.revision === "";
    state.revision = view.revision;
    state.palette = view.palette;
    state.words = view.words;
    state.scene = decode(data);
    for (const node of state.scene.nodes) if (state.moved[node.id]) [node.x, node.y] = state.moved[node.id];
    state.byId = new Map(state.scene.nodes.map((node) => [node.id, node]));
    state.order = [...state.scene.nodes].sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
    state.network.setOptions({ interaction: { hideEdgesOnDrag: state.scene.edges.length > MANY_EDGES } });
    mark(state, turned ? told.selected : state.selected); // with neighbours that came meanwhile
    state.frame.setAttribute("aria-label", `${view.words.canvas ?? ""} ${view.sentence}`);
    state.homes = homes(state.scene);
    state.fences = fencesOf(state.scene, state.homes);
    state.guests = guestsOf(state.scene);
    state.status = document.createElement("span");
    state.status.className = "graphs-status";
    state.bar.replaceChildren(state.status, toolbar(view.words, state.actions));
    takeLasso(state, state.lasso);
    if (fresh || !state.touched) fit(state);
  }
  if (!turned) return;
  const node = state.byId.get(told.selected.slice(5));
  if (told.move && node) {
    state.touched = true;
    state.network.moveTo({ position: { x: node.x, y: node.y }, scale: Math.max(state.network.getScale(), 1), animation: false });
  }
}

/** Keep labels and lines beside nodes that are dragged. @param {any} state @param {string[]} ids */
function follow(state, ids) {
  if (!ids.length) return;
  const at = state.network.getPositions(ids);
  for (const id of ids) {
    const node = state.byId.get(id);
    if (!node || !at[id]) continue;
    [node.x, node.y] = [at[id].x, at[id].y];
    state.moved[id] = [node.x, node.y];
    state.fences.delete(id);
    state.homes.delete(id); // its label need not stay in the panel it left
  }
}

/** Select several. @param {any} state @param {Set<string>} ids */
function pick(state, ids) {
  state.picked = ids;
  highlight(state);
  state.trigger("picked", [...ids]);
}

/** Take the lasso in hand, or put it down. @param {any} state @param {boolean} lasso */
function takeLasso(state, lasso) {
  state.lasso = lasso;
  state.frame.classList.toggle("graphs-lasso", lasso);
  state.bar.querySelector('[data-action="lasso"]')?.setAttribute("aria-pressed", String(lasso));
}

/** The marks in the window: what is selected from the keyboard instead of by a loop. @param {any} state */
function seen(state) {
  const { clientWidth: x, clientHeight: y } = state.board;
  return inside(state.scene.nodes.map((node) => ({ id: node.id, ...state.network.canvasToDOM(node) })), { x: 0, y: 0 }, { x, y });
}

/** Put the scene into the data sets: only marks that are new or fade otherwise are made anew. @param {any} state */
function dress(state) {
  const faded = (id) => state.near.size > 0 && !state.near.has(id);
  replace(state.sets.nodes, state.scene.nodes, (node) => faded(node.id), state.dressed, (node, pale) => visNode(node, state.palette, pale, faded));
  const pale = (edge) => state.near.size > 0 && !touches(state, edge);
  replace(state.sets.edges, state.scene.edges, pale, state.dressedEdges, (edge, off) => visEdge(edge, state.palette, off));
}

/** Say how many names wait for more room; else how to look closer. @param {any} state */
function tell(state) {
  if (!state.status) return;
  const { hint = "", hidden = "" } = state.words;
  const said = state.hidden ? `${hint} ${hidden.replace("{n}", state.hidden)}` : hint;
  if (state.status.textContent !== said) state.status.textContent = said;
}

/** Show every node and area, with a little air. @param {any} state */
function fit(state) {
  const box = extent(state.scene);
  const { clientWidth: width, clientHeight: height } = state.board;
  if (!box || !width || !height) return;
  const scale = Math.min((width - 2 * AIR) / Math.max(box.width, 1), (height - 2 * AIR) / Math.max(box.height, 1), MOST_ZOOM);
  state.network.setSize("100%", "100%"); // vis-network notices a new size later than we do
  state.network.moveTo({ position: { x: box.x, y: box.y }, scale, animation: false });
}

function touches(state, edge) {
  if (edge.color === PATH) return true;
  if (state.selected.startsWith("edge:")) return `edge:${edge.id}` === state.selected;
  const id = state.selected.slice(5);
  return edge.from === id || edge.to === id;
}

/**
 * @param {any} set @param {any[]} marks @param {(mark: any) => boolean} fades
 * @param {Map<string, {mark: any, pale: boolean}>} dressed what the set holds already
 * @param {(mark: any, pale: boolean) => any} made
 */
function replace(set, marks, fades, dressed, made) {
  const kept = new Set(marks.map((mark) => mark.id));
  const gone = set.getIds().filter((id) => !kept.has(id));
  if (gone.length) set.remove(gone);
  for (const id of gone) dressed.delete(id);
  const fresh = [];
  for (const mark of marks) {
    const [before, pale] = [dressed.get(mark.id), fades(mark)];
    if (before?.mark === mark && before.pale === pale) continue;
    dressed.set(mark.id, { mark, pale });
    fresh.push(made(mark, pale));
  }
  if (fresh.length) set.update(fresh);
}

function target(event) {
  if (event.nodes.length) return `node:${event.nodes[0]}`;
  return event.edges.length ? `edge:${event.edges[0]}` : "";
}

function choose(state, words) {
  state.trigger("selected", words); // first: the card is made while the picture is drawn
  mark(state, words);
}

/** Highlight a node or an edge with what it touches. @param {any} state @param {string} words */
function mark(state, words) {
  const [kind, id] = [words.slice(0, 4), words.slice(5)];
  state.selected = words;
  state.near = new Set();
  for (const edge of state.scene.edges) {
    const hit = kind === "edge" ? edge.id === id : kind === "node" && (edge.from === id || edge.to === id);
    if (hit || edge.color === PATH) state.near.add(edge.from).add(edge.to);
  }
  if (kind === "node" && state.byId.has(id)) state.near.add(id);
  dress(state);
  highlight(state);
}

/** Draw the rims of what is chosen and of what is selected together. @param {any} state */
function highlight(state) {
  const [kind, id] = [state.selected.slice(0, 4), state.selected.slice(5)];
  state.network.unselectAll();
  const nodes = [...state.picked, ...(kind === "node" ? [id] : [])].filter((each) => state.byId.has(each));
  if (nodes.length) state.network.selectNodes(nodes, false);
  if (kind === "edge" && state.sets.edges.get(id)) state.network.selectEdges([id]);
}

function hover(state, id) {
  state.hovered = id;
  state.network.redraw();
}

/** A door for tests: where things are on the screen. @param {any} state @param {string} key */
function expose(state, key) {
  globalThis.__graphsCanvas = globalThis.__graphsCanvas ?? {};
  globalThis.__graphsCanvas[key] = {
    nodes: () => state.scene.nodes.map((node) => ({ id: node.id, ...state.network.canvasToDOM(node) })),
    labels: () => state.drawn.map(({ key: name, box }) => ({ key: name, ...box })),
    hidden: () => state.hidden,
    bodies: () => state.scene.nodes.map((node) => {
      const at = state.network.canvasToDOM(node);
      const reach = node.size * state.network.getScale();
      return { id: node.id, left: at.x - reach, top: at.y - reach, right: at.x + reach, bottom: at.y + reach };
    }),
    scale: () => state.network.getScale(),
    picked: () => [...state.picked],
    places: () => Object.fromEntries(state.scene.nodes.map((node) => [node.id, [node.x, node.y]])),
    edge: (id) => state.scene.edges.find((edge) => edge.id === id),
  };
}
