/**
 * Streamlit's own words in the language of the session. Streamlit has no translation of its own;
 * this replaces whole texts, labels and placeholders as they appear, and leaves all else alone.
 * @module chrome
 */

const ATTRIBUTES = ["aria-label", "placeholder", "title"];
const SIZE = /^(\d+(?:\.\d+)?)\s?([KMG]B) per file(?: • (.*))?$/;
const REFUSALS = [
  [/^File must be (\d+(?:\.[1-9]\d*)?)(?:\.0)?\s?([KMG]?B) or smaller\.?$/, "文件不能超过 $1 $2。"],
  [/^(?:\S+ )?files are not allowed\.$/, "不接受这种文件。"],
];
const LABELS = [
  [/^Remove (.+)$/, "移除 $1"],
  [/^Page (\d+)$/, "第 $1 页"],
  [/^Upload (.+)$/, "上传 $1"],
];
const PRESENT = '[class*="st-key-present-"] button, .st-key-slide-full button';
const LEAVE = ".st-key-slide-leave button";
let watcher = null;
let follow = null;
let leaving = false;

/** @param {Record<string, string>} words @param {string} text */
export function translated(words, text) {
  const trimmed = text.trim();
  if (!trimmed || !Object.keys(words).length) return null;
  if (Object.hasOwn(words, trimmed)) return text.replace(trimmed, words[trimmed]);
  const refusal = REFUSALS.find(([pattern]) => pattern.test(trimmed));
  if (refusal) return trimmed.replace(refusal[0], refusal[1]);
  const size = SIZE.exec(trimmed);
  return size ? `每个文件不超过 ${size[1]} ${size[2]}${size[3] ? ` · ${size[3]}` : ""}` : null;
}

/** A label that names something: only labels are, since a recorded text may begin so too.
 * @param {Record<string, string>} words @param {string} label */
export function labelled(words, label) {
  const whole = translated(words, label);
  if (whole !== null || !Object.keys(words).length) return whole;
  const found = LABELS.find(([pattern]) => pattern.test(label));
  return found ? label.replace(found[0], found[1]) : null;
}

/** @param {Node} root @param {Record<string, string>} words */
function translate(root, words) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      const said = translated(words, node.nodeValue ?? "");
      if (said !== null && said !== node.nodeValue) node.nodeValue = said;
    } else if (node instanceof Element) {
      for (const name of ATTRIBUTES) {
        const said = labelled(words, node.getAttribute(name) ?? "");
        if (said !== null) node.setAttribute(name, said);
      }
    }
  }
}

/** A link of ours opens in this session; with a key held down the browser does what it always does.
 * @param {MouseEvent} event */
export function followed(event) {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = /** @type {Element} */ (event.target).closest?.(".gx a[href]");
  return link ? link.getAttribute("href") : null;
}

/** Whether a click begins a presentation or ends it; a browser takes the whole screen at a click only.
 * @param {Element} target */
export function presented(target) {
  if (target.closest?.(PRESENT)) return "begin";
  return target.closest?.(LEAVE) ? "end" : null;
}

/** Where a browser or its owner refuses, the slides fill the window as they do anyway.
 * @param {string | null} turn */
function turnScreen(turn) {
  const page = document.documentElement;
  if (turn === "begin" && !document.fullscreenElement) page.requestFullscreen?.().catch(() => {});
  if (turn === "end" && document.fullscreenElement) {
    leaving = true;
    document.exitFullscreen().catch(() => {});
  }
}

/** Esc leaves the full screen before any page hears of it; who leaves it leaves the slides. */
function screenChanged() {
  const left = !document.fullscreenElement && !leaving;
  leaving = false;
  const leave = left ? document.querySelector(LEAVE) : null;
  if (leave instanceof HTMLElement) leave.click();
}

/** @param {MouseEvent} event */
function clicked(event) {
  turnScreen(presented(/** @type {Element} */ (event.target)));
  const link = followed(event);
  if (link === null || !follow) return;
  event.preventDefault();
  follow(link);
}

/** @param {any} component what Streamlit hands over */
export default function chrome({ data, setTriggerValue }) {
  document.documentElement.lang = data.language;
  document.documentElement.dataset.chrome = data.language; // whoever clicks at once can see that it listens
  if (data.look?.name) {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser of an office
    document.cookie = `${encodeURIComponent(data.look.name)}=${data.look.day}; path=/; max-age=34560000; SameSite=Strict`;
  }
  follow = (link) => setTriggerValue("follow", link);
  document.removeEventListener("click", clicked);
  document.addEventListener("click", clicked);
  document.removeEventListener("fullscreenchange", screenChanged);
  document.addEventListener("fullscreenchange", screenChanged);
  watcher?.disconnect();
  translate(document.body, data.words);
  watcher = new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) translate(node, data.words);
  });
  watcher.observe(document.body, { childList: true, subtree: true });
  return () => watcher?.disconnect();
}
