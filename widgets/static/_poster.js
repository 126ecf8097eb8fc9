// One page to print or to save, drawn as SVG in the widget, so that screen, paper and file are the same.
// Needs _svg.js. Colors are fixed: paper is light in every theme. A long text runs on over further sheets.

const POSTER = {
  width: 816, sheet: 1056, margin: 72, sun: 132, side: 168, // px; a sheet of letter paper at 96 px to the inch
  font: '"Atkinson Hyperlegible Next", "Atkinson Hyperlegible", "Segoe UI", Roboto, Arial, sans-serif',
};
/** `before` and `after` are space; `keep` is what must still fit below, so that no heading ends a sheet; a `balanced` text has lines of like length. */
const POSTER_STYLES = {
  title: { size: 36, weight: 700, line: 43, fill: "#12292e", before: 0, after: 6, balanced: true },
  lead: { size: 18, weight: 400, line: 27, fill: "#42585d", before: 0, after: 0 },
  head: { size: 21, weight: 700, line: 28, fill: "#0b5763", before: 22, after: 5, keep: 60, balanced: true },
  label: { size: 15, weight: 700, line: 25, fill: "#854700" },
  text: { size: 17, weight: 400, line: 25, fill: "#12292e", before: 0, after: 7 },
  small: { size: 14.5, weight: 400, line: 21, fill: "#42585d", before: 0, after: 5 },
  foot: { size: 14.5, weight: 400, line: 21, fill: "#42585d", before: 30, after: 0 },
};

/** What cannot stand in an XML file is left out of typed and pasted text. @param {string} text */
const posterSafe = text => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");

/** A text is right-to-left when its first letter is, as with dir="auto". @param {string} text */
const posterRtl = text => /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(text.match(/\p{L}/u)?.[0] ?? "");

/** Break a text into lines of at most `room` pixels; a word that is longer is cut. @param {string} text */
function posterLines(text, style, room) {
  const pen = (POSTER.pen ??= document.createElement("canvas").getContext("2d"));
  pen.font = `${style.weight} ${style.size}px ${POSTER.font}`;
  const fits = words => pen.measureText(words).width <= room;
  const lines = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (let word of paragraph.split(/\s+/).filter(Boolean)) {
      if (fits(line ? `${line} ${word}` : word)) { line = line ? `${line} ${word}` : word; continue; }
      if (line) lines.push(line);
      for (let rest = fits(word) ? null : [...new Intl.Segmenter().segment(word)].map(each => each.segment); rest; ) {
        let least = 1, most = rest.length;
        while (least < most) {
          const half = Math.ceil((least + most) / 2);
          if (fits(rest.slice(0, half).join(""))) least = half; else most = half - 1;
        }
        word = rest.slice(least).join("");
        lines.push(rest.slice(0, least).join(""));
        rest = fits(word) ? null : rest.slice(least);
      }
      line = word;
    }
    if (line) lines.push(line);
  }
  return lines;
}

/** The style of a block on a page whose words are `scale` times their size. */
function posterStyle(as, scale) {
  const { weight, fill, balanced, ...lengths } = POSTER_STYLES[as];
  return { weight, fill, balanced, ...Object.fromEntries(Object.entries(lengths).map(([name, px]) => [name, px * scale])) };
}

/** No last line of one word: the narrowest room that needs no more lines. */
function posterBalanced(text, style, room) {
  let lines = posterLines(text, style, room);
  for (let less = room - 16; lines.length > 1 && less > room / 2; less -= 16) {
    const tried = posterLines(text, style, less);
    if (tried.length > lines.length) break;
    lines = tried;
  }
  return lines;
}

/** Set one block below `y`, on the next sheet where this one ends. Returns where the next block begins. */
function posterBlock(parts, { as, text, mark, label }, y, room, scale) {
  const { sheet, margin, width, side } = POSTER, style = posterStyle(as, scale), small = posterStyle("label", scale);
  const rtl = posterRtl(text), indent = label ? side : mark ? 30 : 0;
  const top = at => Math.floor(at / sheet) * sheet + margin;
  const settle = (at, needed) => {
    if (at >= sheet && at < top(at)) return top(at);
    return sheet - margin - (at % sheet) < needed ? top(at) + sheet : at;
  };
  const lines = (style.balanced ? posterBalanced : posterLines)(posterSafe(text), style, room - indent);
  const beside = label ? posterLines(label, small, side - 16) : [];
  const write = (words, { size, weight, fill }, right, from, at) => parts.push(s("text", {
    x: right ? width - from : from, y: Math.round(at + style.line * 0.75), direction: right ? "rtl" : null,
    "font-size": size, "font-weight": weight, fill,
  }, words));
  y = settle(y + style.before, Math.max(Math.min(lines.length, 2), beside.length) * style.line + (style.keep ?? 0));
  if (as === "foot") parts.push(s("path", { d: `M${margin} ${Math.round(y - 10)}H${width - margin}`, stroke: "#cbd8d9" }));
  if (mark) write(mark, style, rtl, margin, y);
  beside.forEach((line, at) => write(line, small, false, margin, y + at * style.line));
  const end = y + beside.length * style.line;
  for (const line of lines) {
    y = settle(y, style.line);
    write(line, style, rtl, rtl && label ? margin : margin + indent, y);
    y += style.line;
  }
  return Math.max(y, end) + style.after;
}

/** Set all blocks. Titles and leads that come first stand in the sky, all else below the waterline.
 * @returns {{parts: SVGElement[], line: number, sheets: number}} `line` is the waterline */
function posterLayout(blocks, scale) {
  const { width, sheet, margin, sun } = POSTER, parts = [], room = width - 2 * margin;
  const body = blocks.findIndex(({ as }) => as !== "title" && as !== "lead"), above = body < 0 ? blocks.length : body;
  let y = 50;
  for (const block of blocks.slice(0, above)) y = posterBlock(parts, block, y, room - sun, 1);
  const line = Math.round(Math.max(132, y + 26));
  y = line + 36;
  for (const block of blocks.slice(above)) y = posterBlock(parts, block, y, room, scale);
  return { parts, line, sheets: Math.max(1, Math.ceil(y / sheet)) };
}

/** @typedef {{as: "title"|"lead"|"head"|"text"|"small"|"foot", text: string, mark?: string, label?: string}} PosterBlock
 * a mark ("–", "1.") hangs beside the text, a label has a column of its own */

/** Draw a page. What leaves much of its sheet empty is set larger, for a wall; what is a little too long, a little smaller.
 * @param {PosterBlock[]} blocks @param {string} label said in place of the picture */
function posterOf(blocks, label) {
  const { width, sheet, margin } = POSTER, x = width - margin - 52;
  let page = posterLayout(blocks, 1);
  for (const scale of page.sheets > 2 ? [] : page.sheets === 2 ? [0.92, 0.85, 0.78] : [1.5, 1.3, 1.15]) {
    const other = posterLayout(blocks, scale);
    if (other.sheets === 1) { page = other; break; }
  }
  const { parts, line, sheets } = page;
  return s("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${sheets * sheet}`, role: "img", "aria-label": label, "font-family": POSTER.font, class: "poster" },
    s("rect", { width, height: sheets * sheet, fill: "#ffffff" }),
    s("rect", { width, height: line, fill: "#fdf1dd" }),
    s("path", { d: `M${x - 52} ${line}a52 52 0 0 1 104 0z`, fill: "#f0b04a", stroke: "#9a5600", "stroke-width": 1.5 }),
    s("path", { d: `M0 ${line}H${width}`, stroke: "#0a4350", "stroke-width": 3 }),
    s("path", { d: `M${x - 51} ${line + 7}h102l-2 8h-98zM${x - 46} ${line + 21}h92l-6 8h-80zM${x - 34} ${line + 35}h68l-14 8h-40z`, fill: "#f6dcae" }),
    ...posterSheets(sheets), ...parts);
}

/** The edge between two sheets, and their numbers where there are several. @param {number} sheets */
function posterSheets(sheets) {
  const { width, sheet, margin } = POSTER;
  return sheets < 2 ? [] : Array.from({ length: sheets }, (_, at) => s("g", {},
    at ? s("path", { class: "poster-edge", d: `M0 ${at * sheet}H${width}`, stroke: "#cbd8d9", "stroke-width": 2 }) : null,
    s("text", { x: width - margin, y: (at + 1) * sheet - 34, "text-anchor": "end", "font-size": 14, fill: "#42585d" }, `${at + 1} of ${sheets}`)));
}

/** The words of a page as plain text. @param {PosterBlock[]} blocks */
function posterText(blocks) {
  const words = ({ as, text, mark, label }) =>
    [as === "head" || as === "foot" ? "\n" : "", mark ? `${mark} ` : "", label ? `${label}: ` : "", text].join("");
  return `${blocks.map(words).join("\n").trim()}\n`;
}

/** The page as a file that any drawing program opens. @param {SVGElement} poster */
function posterFile(poster) {
  return new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', new XMLSerializer().serializeToString(poster), "\n"], { type: "image/svg+xml" });
}

/** Take away the frame of the last print: it holds the words of the page. */
function dropPrint() {
  POSTER.frame?.remove();
  POSTER.frame = null;
}

/** Print the poster and nothing else of the page, from a frame of its own. Where a host forbids it, `say` tells how to go on.
 * @param {SVGElement} poster @param {string} title @param {(sentence: string) => void} say */
function printPoster(poster, title, say) {
  const before = /** @type {HTMLElement} */ (document.activeElement);
  dropPrint();
  const frame = (POSTER.frame = h("iframe", { title: "Page to print", tabIndex: -1, aria: { hidden: "true" } }));
  frame.style.cssText = "position: fixed; inset: 0 auto auto -2000px; width: 816px; height: 1056px; border: 0";
  frame.addEventListener("load", () => {
    const inside = frame.contentDocument;
    if (!inside?.body) return say("This page may not print by itself. Save the page as a picture and print that.");
    inside.title = title;
    // Each sheet is a view of its part of the poster: on any paper no line is cut.
    const sheet = inside.createElement("style");
    sheet.textContent = "@page { margin: 0 } body { margin: 0 } svg { display: block; width: 100%; height: auto; max-height: 100vh; print-color-adjust: exact; -webkit-print-color-adjust: exact } svg + svg { break-before: page } .poster-edge { display: none }";
    inside.head.append(sheet);
    const { width, height } = /** @type {SVGSVGElement} */ (poster).viewBox.baseVal;
    for (let from = 0; from < height; from += POSTER.sheet) {
      const page = /** @type {SVGElement} */ (inside.importNode(poster, true));
      page.setAttribute("viewBox", `0 ${from} ${width} ${POSTER.sheet}`);
      inside.body.append(page);
    }
    frame.contentWindow.addEventListener("afterprint", () => frame.remove());
    frame.contentWindow.focus();
    frame.contentWindow.print();
    before?.focus?.({ preventScroll: true });
  }, { once: true });
  frame.srcdoc = "<!doctype html><html lang=en><head></head><body></body></html>";
  document.body.append(frame);
}
