// The support panel. In our own pages the frame has the dialog and the key S; elsewhere this widget brings its own.

const KEY_OFF = Symbol.for("mirrorwell.keyOff");

/** One way to reach a line: a link when it can be followed, else bold words. @param {{say: string, href: string|null}} way */
function wayTo(way) {
  return way.href ? h("a", { href: way.href, rel: "noopener noreferrer" }, way.say) : h("b", {}, way.say);
}

/** The lines as a description list; the same sentences as in the frame's dialog. @param {any} content */
function linesOf(content) {
  const entry = (title, ...parts) => h("div", {}, h("dt", {}, ...title), h("dd", {}, ...parts));
  return h("dl", { className: "sp-lines" },
    ...content.lines.map(line => entry(
      [line.service, line.country ? h("span", { className: "sp-country soft" }, ` (${line.country})`) : null].filter(Boolean),
      line.who_for ? h("p", {}, line.who_for) : null,
      h("p", { className: "sp-ways" }, ...line.how.map(wayTo)),
      h("p", { className: "small" }, line.note ? `${line.note} ` : null, line.checked))),
    entry([content.elsewhere_title], `${content.elsewhere} `,
      ...content.directories.flatMap((way, index) => [index ? ", " : "", wayTo(way)]), "."),
    entry([content.closer_title], `${content.closer} ${content.contact}`));
}

/** The lines of the page's own dialog, which know the host's contact and local lines. */
function linesOfFrame() {
  const lines = document.documentElement.hasAttribute("data-mw-page") && document.querySelector("dialog.support dl");
  if (!lines) return null;
  const copy = /** @type {HTMLElement} */ (lines.cloneNode(true));
  for (const node of [copy, ...copy.querySelectorAll("[id]")]) node.removeAttribute("id");
  copy.className = "sp-lines";
  return copy;
}

/** Leave so that Back does not lead here; where a frame forbids that, the link itself is followed. @param {MouseEvent} event */
function leave(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  try {
    window.top.location.replace(event.currentTarget.href);
    event.preventDefault();
  } catch { /* the browser follows the link */ }
}

/** Open a dialog of our own; it is made when needed and gone when closed. @param {any} model */
function openDialog(model) {
  if (document.querySelector("dialog[data-mirrorwell=support-dialog]")) return;
  const content = model.get("_content"), title = uid("support");
  const said = h("p", { className: "small", role: "status" });
  const key = h("input", { type: "checkbox", checked: !globalThis[KEY_OFF], on: { change: () => { globalThis[KEY_OFF] = !key.checked; } } });
  const dialog = h("dialog", { className: "mw", data: { mirrorwell: "support-dialog" }, aria: { labelledby: title } },
    h("div", { className: "sp-head" },
      h("h2", { id: title }, content.title),
      h("button", { type: "button", className: "btn quiet", autofocus: true, on: { click: () => dialog.close() } }, content.close_label)),
    h("div", { className: "sp-body stack" },
      h("p", {}, content.intro),
      h("div", { className: "row" },
        h("button", { type: "button", className: "btn quiet", on: { click: () => {
          document.dispatchEvent(new CustomEvent("mirrorwell:clear"));
          said.textContent = content.clear_done;
        } } }, content.clear_label),
        h("a", { className: "btn quiet", href: model.get("exit_address"), target: "_top", rel: "noreferrer", on: { click: leave } }, content.leave_label)),
      said,
      h("p", { className: "small soft sp-leave" }, content.leave_note),
      linesOf(content),
      h("label", { className: "sp-key" }, key, h("span", {}, content.key_label))));
  dialog.setAttribute("data-lm-suppress-shortcuts", "true");
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  ready(dialog);
}

export default {
  render({ model, el }) {
    const root = mount(el, "support-panel");
    const content = model.get("_content");
    if (model.get("printed")) {
      root.append(h("div", { className: "card" }, linesOfFrame() ?? linesOf(content)));
      ready(root);
      return;
    }
    const framed = () => document.documentElement.hasAttribute("data-mw-page") && document.querySelector("[data-open-support]");
    root.append(h("button", {
      type: "button", className: "btn quiet", aria: { haspopup: "dialog" },
      on: { click: () => { const button = framed(); button ? button.click() : openDialog(model); } },
    }, content.title));
    ready(root);
    const asked = event => {
      if (framed() || (event.detail?.key && globalThis[KEY_OFF])) return;
      openDialog(model);
    };
    document.addEventListener("mirrorwell:support", asked);
    return () => document.removeEventListener("mirrorwell:support", asked);
  },
};
