/**
 * The small row of buttons, and the picture as PNG.
 * @module toolbar
 */

const ICONS = {
  fit: "M3 8V3h5M16 3h5v5M21 16v5h-5M8 21H3v-5",
  zoom_in: "M12 5v14M5 12h14",
  zoom_out: "M5 12h14",
  lasso: "M12 4c5 0 9 2.5 9 5.5S17 15 12 15s-9-2.5-9-5.5S7 4 12 4M7 14c-2.5 1.5-1.5 4.5 1 4.5S11 15 9 15M8.5 18.5 7 21",
  png: "M12 4v11M7 11l5 5 5-5M4 20h16",
};

/**
 * @param {Record<string, string>} words
 * @param {Record<string, () => void>} actions
 */
export function toolbar(words, actions) {
  const bar = document.createElement("div");
  bar.className = "graphs-toolbar";
  for (const name of Object.keys(ICONS)) {
    const button = document.createElement("button");
    button.type = "button";
    button.title = words[name] ?? name;
    button.setAttribute("aria-label", words[name] ?? name);
    button.dataset.action = name;
    const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    icon.setAttribute("viewBox", "0 0 24 24");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", ICONS[name]);
    icon.append(path);
    button.append(icon);
    button.addEventListener("click", () => actions[name]());
    bar.append(button);
  }
  return bar;
}

/**
 * Save the current view as a PNG at twice the size, on white, with a caption.
 * @param {any} state @param {string} caption @param {string} fileName
 */
export function savePicture(state, caption, fileName) {
  const { network } = state;
  const source = network.canvas.frame.canvas;
  const box = { width: source.clientWidth, height: source.clientHeight };
  const view = { position: network.getViewPosition(), scale: network.getScale() };
  state.zoom = 2;
  network.setSize(`${box.width * 2}px`, `${box.height * 2}px`);
  network.moveTo({ position: view.position, scale: view.scale * 2, animation: false });
  network.redraw();
  network.renderer._redraw();
  const picture = document.createElement("canvas");
  picture.width = source.width;
  picture.height = source.height + 64;
  const ctx = picture.getContext("2d");
  ctx.fillStyle = "#ffffff";
  ctx.fillRect(0, 0, picture.width, picture.height);
  ctx.drawImage(source, 0, 0);
  ctx.fillStyle = "#595959";
  ctx.font = "24px sans-serif";
  ctx.fillText(caption, 24, picture.height - 24, picture.width - 48);
  state.zoom = 1;
  network.setSize("100%", "100%");
  network.moveTo({ ...view, animation: false });
  network.redraw();
  picture.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = fileName;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }, "image/png");
}
