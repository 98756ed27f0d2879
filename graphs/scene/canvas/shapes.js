/**
 * Marks as vis-network draws them, and the shapes we draw ourselves.
 * @module shapes
 */

const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/**
 * Positions of `count` dots evenly inside a circle, and the dots' radius.
 * @param {number} count @param {number} radius
 * @returns {{radius: number, dots: {x: number, y: number}[]}}
 */
export function packDots(count, radius) {
  if (count <= 0) return { radius: 0, dots: [] };
  const dot = Math.min(radius * 0.3, (radius * 0.58) / Math.sqrt(count));
  const reach = radius - dot * 2;
  const dots = [];
  for (let index = 0; index < count; index += 1) {
    const distance = reach * Math.sqrt((index + 0.5) / count);
    dots.push({ x: distance * Math.cos(index * GOLDEN), y: distance * Math.sin(index * GOLDEN) });
  }
  return { radius: dot, dots };
}

const BUILT_IN = { dot: "dot", square: "square", diamond: "diamond", triangle: "triangle",
  hexagon: "hexagon", star: "star", ring: "dot", box: "square", aggregate: "dot" };
const DASHES = { solid: false, thin: false, long: [16, 5], dashed: [9, 6], dashdot: [11, 5, 2, 5], sparse: [5, 10], dotted: [2, 5] };
const MOST_DOTS = 60;
const SMALL = 9;

/**
 * Mix a colour with white.
 * @param {string} hex @param {number} share of the colour, in [0, 1]
 */
export function tint(hex, share) {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return `#${parts.map((part) => Math.round(255 - (255 - part) * share).toString(16).padStart(2, "0")).join("")}`;
}

/**
 * A node as vis-network takes it.
 * @param {Record<string, any>} node @param {Record<string, string>} palette @param {boolean} faded
 * @param {(id: string) => boolean} [isFaded] asked at each drawing by shapes we draw ourselves
 */
export function visNode(node, palette, faded, isFaded = () => false) {
  const strength = faded ? 0.16 : node.emphasis === "muted" ? 0.45 : 1;
  const color = tint(palette[node.color] ?? "#8a8a8a", strength);
  const hollow = node.shape === "ring" || node.shape === "aggregate" || node.dashed_border;
  const strong = node.emphasis === "strong";
  const border = strong ? tint(palette.strong ?? "#1f1f1f", faded ? 0.16 : 1) : color;
  const common = { id: node.id, x: node.x, y: node.y, title: node.title || undefined, size: node.size };
  const paint = {
    color: {
      background: hollow ? "#ffffff" : color,
      border,
      highlight: { background: hollow ? "#ffffff" : color, border: palette.selected ?? "#1f1f1f" },
    },
    borderWidth: strong ? 3 : hollow ? 2 : 1,
    // Round a small mark a wide rim would hide the colour that says whose it is.
    borderWidthSelected: node.size < SMALL ? 2 : 4,
    shapeProperties: { borderDashes: node.dashed_border ? [4, 3] : false },
  };
  if (node.shape === "collective")
    return { ...common, shape: "custom", ctxRenderer: collective(node, palette, isFaded) };
  return { ...common, ...paint, shape: BUILT_IN[node.shape] ?? "dot" };
}

/**
 * One node that shows its unnamed members as dots inside.
 * @param {Record<string, any>} node @param {Record<string, string>} palette
 * @param {(id: string) => boolean} isFaded
 */
function collective(node, palette, isFaded) {
  const count = Math.min(node.members, MOST_DOTS);
  const packed = packDots(count, node.size);
  return ({ ctx, x, y, state }) => ({
    drawNode() {
      const color = tint(palette[node.color] ?? "#8a8a8a", isFaded(node.id) ? 0.16 : 1);
      ctx.save();
      ctx.beginPath();
      ctx.arc(x, y, node.size, 0, 2 * Math.PI);
      ctx.fillStyle = tint(color, 0.1);
      ctx.fill();
      ctx.lineWidth = state.selected ? 4 : 2;
      ctx.strokeStyle = state.selected ? (palette.selected ?? "#1f1f1f") : color;
      if (node.dashed_border) ctx.setLineDash([7, 5]);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.fillStyle = color;
      if (!count) {
        ctx.font = `600 ${Math.round(node.size)}px sans-serif`;
        ctx.textAlign = "center";
        ctx.textBaseline = "middle";
        ctx.fillText("?", x, y + node.size * 0.06);
      }
      for (const dot of packed.dots) {
        ctx.beginPath();
        ctx.arc(x + dot.x, y + dot.y, packed.radius, 0, 2 * Math.PI);
        ctx.fill();
      }
      ctx.restore();
    },
    nodeDimensions: { width: node.size * 2, height: node.size * 2 },
  });
}

/**
 * An edge as vis-network takes it.
 * @param {Record<string, any>} edge @param {Record<string, string>} palette @param {boolean} faded
 */
export function visEdge(edge, palette, faded) {
  const color = tint(palette[edge.color] ?? "#8a8a8a", faded ? 0.12 : edge.line === "thin" ? 0.6 : 1);
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    width: edge.width,
    color: { color, highlight: palette.selected ?? "#1f1f1f", inherit: false },
    dashes: DASHES[edge.line] ?? false,
    arrows: edge.arrow ? { to: { enabled: true, scaleFactor: 0.6 } } : "",
    smooth: edge.curve
      ? { enabled: true, type: edge.curve > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(edge.curve) }
      : false,
  };
}
