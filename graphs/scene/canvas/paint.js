/**
 * What is drawn beneath and above the network: areas, and labels that never lie on one another.
 * @module paint
 */
import { lines } from "./data.js";
import { around, freeAbove, headingFont, placeLabels } from "./labels.js";

/** Names of lesser nodes wait until the picture is this large; far out they would only clutter. */
const MINOR = 0.8;
/** Words of such an edge are drawn even over the marks it joins. */
const FOREMOST = 5;
/** Where else the words of an arrow may stand: toward its head, where names of marks at the left end. */
const FARTHER = [0.78, 0.65, 0.35];
const MINOR_SCALE = 0.62;
/** Whose names are tried close to their mark and in more, shorter lines too: hosts with pairs. */
const FIRST = 1;
const SLIM = 13;
/** How a heading is drawn where there is room. */
const HEADING = { size: 13, height: 18, top: 6 };

const FACE = '"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","WenQuanYi Zen Hei",sans-serif';

/** @param {CanvasRenderingContext2D} ctx @param {any} state */
export function drawAreas(ctx, state) {
  ctx.save();
  for (const area of state.scene.areas) {
    ctx.beginPath();
    if (area.ring.length) {
      for (const [x, y] of area.ring) ctx.lineTo(x, y);
      ctx.closePath();
      ctx.lineWidth = 1.5 / state.network.getScale();
      ctx.lineJoin = "round";
      ctx.strokeStyle = state.palette.outline ?? "#6e6862";
      ctx.stroke();
      continue;
    }
    ctx.roundRect(area.x, area.y, area.width, area.height, 14);
    const tone = area.tone || "area";
    ctx.fillStyle = state.palette[tone] ?? "#faf8f6";
    ctx.fill();
    ctx.lineWidth = 1 / state.network.getScale();
    ctx.strokeStyle = state.palette[`${tone}_border`] ?? "#e4dfd9";
    ctx.stroke();
  }
  ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {any} state */
export function drawLabels(ctx, state) {
  const { network, palette } = state;
  const zoom = state.zoom ?? 1;
  const ratio = ctx.canvas.width / (ctx.canvas.clientWidth || ctx.canvas.width);
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textBaseline = "middle";
  const view = { left: 0, top: 0, right: ctx.canvas.width / ratio, bottom: ctx.canvas.height / ratio };
  state.waiting = 0;
  const wanted = [...headings(ctx, state, zoom), ...nodeLabels(ctx, state, zoom), ...edgeLabels(ctx, state, zoom)];
  const byKey = new Map(wanted.map((label) => [label.key, label]));
  const drawn = placeLabels(wanted, bodies(state), view);
  for (const { key, box, place, lines: broken } of drawn) {
    const label = byKey.get(key);
    const texts = broken ?? label.lines;
    ctx.font = label.font;
    ctx.lineJoin = "round";
    ctx.lineWidth = 4 * zoom;
    ctx.strokeStyle = "rgba(255,255,255,0.92)";
    ctx.fillStyle = label.fill ?? palette.text ?? "#262626";
    const { align, x } = aligned(place, box, zoom);
    const step = (box.bottom - box.top) / texts.length;
    ctx.textAlign = align;
    texts.forEach((text, line) => {
      const y = box.top + step * (line + 0.5);
      ctx.strokeText(text, x, y);
      ctx.fillText(text, x, y);
    });
  }
  ctx.restore();
  state.drawn = drawn;
  state.hidden = wanted.length - drawn.length + (state.waiting ?? 0);
  network.body.emitter.emit("labelled");
}

/**
 * Where lines of a label begin: toward the mark they belong to.
 * @param {string} place @param {import("./labels.js").Box} box @param {number} zoom
 * @returns {{align: CanvasTextAlign, x: number}}
 */
function aligned(place, box, zoom) {
  if (place === "right" || place === "corner") return { align: "left", x: box.left + 2 * zoom };
  if (place === "left") return { align: "right", x: box.right - 2 * zoom };
  return { align: "center", x: (box.left + box.right) / 2 };
}

/** @param {any} state @param {{x: number, y: number}} at */
function screen(state, at) {
  return state.network.canvasToDOM(at);
}

/** The widest of several lines. @param {CanvasRenderingContext2D} ctx @param {string} font @param {string[]} texts @param {Map<string, number>} known */
function widest(ctx, font, texts, known) {
  return Math.max(...texts.map((text) => widthOf(ctx, font, text, known)));
}

/** @param {CanvasRenderingContext2D} ctx @param {string} font @param {string} text @param {Map<string, number>} known */
function widthOf(ctx, font, text, known) {
  const key = `${font}\n${text}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  ctx.font = font;
  const width = ctx.measureText(text).width;
  known.set(key, width);
  return width;
}

/** As much of a heading as there is room for. @param {string} text @param {(text: string) => boolean} fits */
function fitting(text, fits) {
  if (fits(text)) return text;
  const characters = [...text];
  for (let kept = characters.length - 1; kept > 1; kept -= 1) {
    const cut = `${characters.slice(0, kept).join("").trimEnd()}…`;
    if (fits(cut)) return cut;
  }
  return text;
}

/** @param {CanvasRenderingContext2D} ctx @param {any} state @param {number} zoom */
function headings(ctx, state, zoom) {
  const scale = state.network.getScale();
  const found = [];
  state.scene.areas.forEach((area, index) => {
    const corner = screen(state, { x: area.x, y: area.y });
    let left = corner.x + 10 * zoom;
    const room = area.width * scale - 14 * zoom;
    const label = fitting(area.label, (text) => widthOf(ctx, `600 ${HEADING.size * zoom}px ${FACE}`, text, state.widths) + 4 * zoom <= room);
    if (label !== area.label) state.waiting += 1; // cut: the whole name comes with more room
    const wide = widthOf(ctx, `600 ${HEADING.size}px ${FACE}`, label, state.widths);
    const drawn = headingFont(HEADING, freeAbove(state.guests?.[index] ?? [], area, { scale: scale / zoom, wide }));
    if (drawn.hidden) {
      state.waiting += 1; // no room above its first row; counted with the names that wait for more
      return;
    }
    for (const [text, weight, fill] of [[label, 600, state.palette.heading], [area.note, 400, state.palette.quiet]]) {
      if (!text) continue;
      const font = `${weight} ${(weight === 600 ? drawn.size : drawn.size - 1) * zoom}px ${FACE}`;
      const width = widthOf(ctx, font, text, state.widths) + 4 * zoom;
      if (left + width > corner.x + room + 10 * zoom) break;
      const reach = (left + width - corner.x) / zoom;
      if (freeAbove(state.guests?.[index] ?? [], area, { scale: scale / zoom, wide: reach }) < drawn.top + drawn.height) {
        state.waiting += 1; // a mark beside the name is in the way of what would follow it
        break;
      }
      found.push({
        key: `area:${index}:${weight}`, lines: [text], font, fill, width, height: drawn.height * zoom, must: true,
        priority: 1000 - index / 1000, spots: [{ x: left, y: corner.y + drawn.top * zoom, place: "corner" }],
      });
      left += width + 4 * zoom;
    }
  });
  return found;
}

/** An area on the screen. @param {any} state @param {any} area */
function onScreen(state, area) {
  if (!area) return undefined;
  const from = screen(state, area);
  const to = screen(state, { x: area.x + area.width, y: area.y + area.height });
  return { left: from.x, top: from.y, right: to.x, bottom: to.y };
}

/** @param {CanvasRenderingContext2D} ctx @param {any} state @param {number} zoom */
function nodeLabels(ctx, state, zoom) {
  const scale = state.network.getScale();
  const found = [];
  let waiting = 0;
  for (const node of state.scene.nodes) {
    if (!node.label) continue;
    const chosen = node.id === state.selected || node.id === state.hovered || state.near.has(node.id);
    if (state.near.size && !chosen) continue;
    if (!chosen && node.priority < MINOR && scale < MINOR_SCALE) {
      waiting += 1;
      continue;
    }
    const big = node.priority >= 0.8;
    const font = `${big ? 600 : 400} ${(big ? 13 : 12) * zoom}px ${FACE}`;
    const texts = lines(node.label, node.label_width || undefined);
    const width = widest(ctx, font, texts, state.widths) + 4 * zoom;
    const at = screen(state, node);
    const reach = Math.max(node.size, node.label_gap ?? 0) * scale + 3 * zoom;
    const spots = node.label_place === "inside" ? [{ x: at.x, y: at.y, place: "inside" }] : around(at, reach, node.label_place);
    if (spots.length > 1 && node.priority >= FIRST) {
      const close = node.size * scale + 3 * zoom;
      if (close < reach) spots.push(...around(at, close)); // between the hub and those round it
      const slim = lines(node.label, SLIM);
      const size = { width: widest(ctx, font, slim, state.widths) + 4 * zoom, height: 16 * zoom * slim.length + 1, lines: slim };
      if (size.width < width) spots.push(...spots.map((spot) => ({ ...spot, ...size })));
    }
    found.push({
      key: `node:${node.id}`, lines: texts, font, width, height: 16 * zoom * texts.length + 1, owner: node.id,
      fill: node.emphasis === "muted" ? state.palette.quiet : undefined,
      priority: node.priority + (node.id === state.hovered || node.id === state.selected ? 2000 : chosen ? 500 : 0),
      must: node.id === state.hovered || node.id === state.selected,
      // What is looked at is named wherever there is room, most of all what was added beside a panel.
      home: chosen ? undefined : onScreen(state, state.homes?.get(node.id)),
      fences: chosen ? undefined : state.fences?.get(node.id)?.map((area) => onScreen(state, area)),
      spots,
    });
  }
  state.waiting += waiting;
  return found;
}

/** Places past both marks of a line, whatever its slope. @param {any} state @param {any} a @param {any} b @param {number} zoom */
function clearOf(state, a, b, zoom) {
  const from = screen(state, { x: Math.min(a.x - a.size, b.x - b.size), y: Math.min(a.y - a.size, b.y - b.size) });
  const to = screen(state, { x: Math.max(a.x + a.size, b.x + b.size), y: Math.max(a.y + a.size, b.y + b.size) });
  const x = (from.x + to.x) / 2;
  const y = (from.y + to.y) / 2;
  const air = 4 * zoom;
  return [
    { x, y: to.y + air, place: "below" }, { x, y: from.y - air, place: "above" },
    { x: to.x + air, y, place: "right" }, { x: from.x - air, y, place: "left" },
  ];
}

/** @param {CanvasRenderingContext2D} ctx @param {any} state @param {number} zoom */
function edgeLabels(ctx, state, zoom) {
  const found = [];
  for (const edge of state.scene.edges) {
    if (!edge.label) continue;
    if (state.near.size && !state.near.has(edge.from)) continue;
    const a = state.byId.get(edge.from);
    const b = state.byId.get(edge.to);
    const font = `600 ${12 * zoom}px ${FACE}`;
    const texts = lines(edge.label, 14);
    const width = widest(ctx, font, texts, state.widths) + 4 * zoom;
    // The middle of what is seen of the line: it begins at the rim of one mark and ends at the other's.
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const share = Math.min(0.8, Math.max(0.2, 0.5 + (a.size - b.size) / (2 * length)));
    // Beside a steep line: on it the words would lie over the marks at its ends.
    const steep = Math.abs(b.y - a.y) > 2 * Math.abs(b.x - a.x);
    const spots = [share, ...(edge.arrow ? FARTHER : [])].flatMap((part) => {
      const at = screen(state, { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part });
      const beside = [{ ...at, x: at.x + 5 * zoom, place: "right" }, { ...at, x: at.x - 5 * zoom, place: "left" }];
      return [...(steep ? beside : []), { ...at, y: at.y - 4 * zoom, place: "above" }, { ...at, y: at.y + 4 * zoom, place: "below" }, { ...at, place: "inside" }];
    });
    if (edge.priority >= FOREMOST) spots.push(...clearOf(state, a, b, zoom));
    found.push({
      key: `edge:${edge.id}`, lines: texts, font, width, height: 16 * zoom * texts.length + 1, fill: state.palette.heading,
      priority: edge.priority, must: edge.priority >= FOREMOST, spots,
    });
  }
  return found;
}

/** @param {any} state */
function bodies(state) {
  const scale = state.network.getScale();
  // Beside what is looked at all else is pale, and names may lie on it.
  const shown = state.near.size ? state.scene.nodes.filter((node) => state.near.has(node.id)) : state.scene.nodes;
  return shown.map((node) => {
    const at = screen(state, node);
    const reach = node.size * scale * 0.9;
    return {
      owner: node.id,
      box: { left: at.x - reach, top: at.y - reach, right: at.x + reach, bottom: at.y + reach },
    };
  });
}
