// Shared by every widget. Joined in front of each widget's own script by widgets/_base.py: no imports, no exports.

/** Build an element. Text always enters as text. `on` adds listeners, `aria` and `data` add attributes.
 * @param {string} tag @param {Record<string, any>} [props] @param {...(Node|string|null|undefined)} children */
function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "on") for (const [type, run] of Object.entries(value)) node.addEventListener(type, run);
    else if (key === "aria") for (const [name, text] of Object.entries(value)) node.setAttribute(`aria-${name}`, String(text));
    else if (key === "data") Object.assign(node.dataset, value);
    else if (key in node && !["role", "for", "list", "form"].includes(key)) node[key] = value;
    else node.setAttribute(key === "className" ? "class" : key, value === true ? "" : String(value));
  }
  node.append(...children.filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

/** An id that no other widget on the page has. @param {string} stem */
function uid(stem) {
  const key = Symbol.for("mirrorwell.uid");
  globalThis[key] = (globalThis[key] ?? 0) + 1;
  return `mw-${stem}-${globalThis[key]}`;
}

const ICONS = {
  check: "M4 13l5 5L20 6",
  again: "M5 12a7 7 0 1 0 2-5M4 4v4h4",
  lock: "M6 11V8a6 6 0 0 1 12 0v3M5 11h14v9H5z",
  lines: "M4 12h16M4 6h16M4 18h10",
  heart: "M12 20s-7-4.6-7-10a4 4 0 0 1 7-2.6A4 4 0 0 1 19 10c0 5.400-7 10-7 10z",
};

/** A small line icon, hidden from assistive technology: a word always stands beside it. @param {keyof ICONS} name */
function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "mw-icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** The root element of a widget, as the contract has it. JupyterLab leaves its keys alone inside.
 * @param {HTMLElement} el @param {string} name kebab-case name of the widget */
function mount(el, name) {
  const root = h("div", { className: "mw", data: { mirrorwell: name } });
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  // Its command mode asks for the focused element itself (":focus:not(:read-write)"), so that one bears the mark too.
  root.addEventListener("focusin", event => event.target.setAttribute("data-lm-suppress-shortcuts", "true"));
  // In a page the frame listens for S itself; in JupyterLab the key works only while focus is in a widget.
  root.addEventListener("keydown", event => {
    if (document.documentElement.hasAttribute("data-mw-page") || event.key.toLowerCase() !== "s" || typing(event)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    document.dispatchEvent(new CustomEvent("mirrorwell:support", { detail: { key: true } }));
  });
  el.append(root);
  return root;
}

/** Is the person typing into a field, so that single keys must be left alone? @param {KeyboardEvent} event */
function typing(event) {
  return /** @type {Element} */ (event.target).closest("textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable]");
}

/** Mark a widget as ready once the browser has painted it. @param {HTMLElement} root */
function ready(root) {
  requestAnimationFrame(() => requestAnimationFrame(() => { root.dataset.ready = "true"; }));
}

/** Tell the host about a result. `detail` never holds anything that a learner typed.
 * @param {HTMLElement} root @param {{activity: string, kind: string, score?: number, max?: number, completed: boolean}} detail */
function report(root, detail) {
  root.dispatchEvent(new CustomEvent("mirrorwell:result", { bubbles: true, composed: true, detail }));
}

/** What "Clear everything" does not reach, in a package whose LMS has been told results. */
function beyondReach() {
  const tracker = globalThis[Symbol.for("mirrorwell.tracker")];
  return tracker && tracker.phase() !== "none" ? " What your learning system has recorded stays there." : "";
}

/** Give the person a file. Nothing leaves the page. @param {string} name @param {string|Blob} content @param {string} [type] */
function download(name, content, type = "text/plain") {
  const blob = content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` });
  const link = h("a", { download: name, href: URL.createObjectURL(blob) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Text of a shared asset model (see Asset in widgets/_base.py). @param {any} model @param {string} trait */
async function assetText(model, trait) {
  const held = model.get(trait);
  if (typeof held !== "string") return held?.get ? held.get("text") : "";
  const other = await model.widget_manager.get_model(held.replace("IPY_MODEL_", ""));
  return other.get("text");
}

/** An ES module that travels as an asset, loaded once per page however many widgets use it.
 * @param {any} model @param {string} trait @param {string} name */
function assetModule(model, trait, name) {
  const key = Symbol.for("mirrorwell.modules");
  const loaded = (globalThis[key] ??= new Map());
  if (!loaded.has(name)) {
    loaded.set(name, assetText(model, trait).then(text =>
      import(/* webpackIgnore: true */ URL.createObjectURL(new Blob([text], { type: "text/javascript" })))));
  }
  return loaded.get(name);
}

/** What the page's address says about a widget, and a way to write it. Only our own pages allow it.
 * @param {string} name prefix of the parameters */
function address(name) {
  const allowed = document.documentElement.hasAttribute("data-mw-page");
  return {
    read() {
      if (!allowed) return {};
      const found = {};
      for (const [key, value] of new URLSearchParams(location.search))
        if (key.startsWith(`${name}.`)) found[key.slice(name.length + 1)] = value;
      return found;
    },
    /** @param {Record<string, string>} view */
    write(view) {
      if (!allowed) return;
      const params = new URLSearchParams(location.search);
      for (const key of [...params.keys()]) if (key.startsWith(`${name}.`)) params.delete(key);
      for (const [key, value] of Object.entries(view)) params.set(`${name}.${key}`, value);
      history.replaceState(history.state, "", `${location.pathname}?${params}${location.hash}`);
    },
  };
}
