// The support dialog, the same in our pages and in JupyterLab. Every word comes from widgets/support_panel.py.
// Pages load this file with their frame; the panel widget has it joined in front of its script.

/** A setting of the person: kept by the browser in pages of ours, elsewhere until the page is closed.
 * @param {string} name for example "support-key" */
function supportSetting(name) {
  const kept = document.documentElement.hasAttribute("data-mw-page"), held = Symbol.for(`mirrorwell.${name}`);
  return {
    get on() {
      try { if (kept) return localStorage.getItem(`mirrorwell.${name}`) !== "off"; } catch { /* storage is blocked */ }
      return globalThis[held] !== "off";
    },
    set on(yes) {
      globalThis[held] = yes ? "on" : "off";
      try { if (kept) localStorage.setItem(`mirrorwell.${name}`, globalThis[held]); } catch { /* storage is blocked */ }
    },
  };
}

/** A checkbox that is the switch of a setting. @param {string} label @param {{on: boolean}} setting @param {(yes: boolean) => void} [changed] */
function supportSwitch(label, setting, changed) {
  const box = h("input", { type: "checkbox", checked: setting.on, on: { change: () => { setting.on = box.checked; changed?.(box.checked); } } });
  return h("label", { className: "sp-switch" }, box, h("span", {}, label));
}

/** One way to reach a line: a link when it can be followed, else bold words. @param {{say: string, href: string|null}} way */
function wayTo(way) {
  // Another site gets a window of its own: in the frame of an LMS it may not show, and this page would be lost.
  return way.href ? h("a", { href: way.href, target: way.href.startsWith("http") ? "_blank" : null, rel: "noopener noreferrer" }, way.say) : h("b", {}, way.say);
}

/** The lines as a description list, those of one country or all. Lines of the host have no country and always stand.
 * @param {any} content @param {string} [country] empty for all */
function supportLines(content, country = "") {
  const entry = (title, ...parts) => h("div", {}, h("dt", {}, ...title), h("dd", {}, ...parts));
  return h("dl", { className: "sp-lines" },
    ...content.lines.filter(line => !country || !line.country || line.country === country).map(line => entry(
      [line.service, line.country ? h("span", { className: "soft sp-country" }, ` (${line.country})`) : null].filter(Boolean),
      line.who_for ? h("p", {}, line.who_for) : null,
      h("p", { className: "sp-ways" }, ...line.how.map(wayTo)),
      h("p", { className: "small" }, line.note ? `${line.note} ` : null, line.checked))),
    entry([content.elsewhere_title], `${content.elsewhere} `,
      ...content.directories.flatMap((way, index) => [index ? ", " : "", wayTo(way)]), "."),
    entry([content.closer_title], `${content.closer} ${content.contact}`));
}

/** A chooser of countries above the lines. Nobody is guessed to be anywhere, and the choice is not kept. @param {any} content */
function supportByCountry(content) {
  const id = uid("country"), place = h("div", {}, supportLines(content)), said = h("p", { className: "hush", role: "status" });
  const select = h("select", { className: "select", id, on: { change: () => {
    place.replaceChildren(supportLines(content, select.value));
    said.textContent = `${content.chosen} ${select.selectedOptions[0].textContent}.`;
  } } },
    h("option", { value: "" }, content.chooser_all),
    ...content.countries.map(name => h("option", { value: name }, name)),
    h("option", { value: "-" }, content.chooser_other));
  return [h("div", { className: "field sp-chooser" }, h("label", { htmlFor: id }, content.chooser_label), select, said), place];
}

/** Leave so that Back does not lead here; where a frame forbids that, the link itself is followed. @param {MouseEvent} event */
function leavePage(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  try {
    window.top.location.replace(/** @type {HTMLAnchorElement} */ (event.currentTarget).href);
    event.preventDefault();
  } catch { /* the browser follows the link */ }
}

/** Open the dialog; it is made when needed and gone when closed. @param {any} content of support_panel.py, with `exit_address` */
function openSupportDialog(content) {
  if (document.querySelector("dialog[data-mirrorwell=support-dialog]")) return;
  const title = uid("support");
  const heading = h("h2", { id: title, tabIndex: -1 });
  const close = h("button", { type: "button", className: "btn quiet", on: { click: () => dialog.close() } }, content.close_label);
  const body = h("div", { className: "sp-body stack" });
  const dialog = h("dialog", { className: "mw", data: { mirrorwell: "support-dialog" }, aria: { labelledby: title } },
    h("div", { className: "sp-head" }, heading, close), body);
  dialog.setAttribute("data-lm-suppress-shortcuts", "true");
  dialog.addEventListener("close", () => { dialog.remove(); pausing(false); });

  const show = (name, parts) => { heading.textContent = name; body.replaceChildren(...parts); dialog.scrollTop = 0; };
  /** Whoever counts the time hears of a pause. @param {boolean} on */
  const pausing = on => document.dispatchEvent(new CustomEvent("mirrorwell:pause", { detail: { on } }));
  const showSupport = () => { pausing(false); show(content.title, supportBody(content, showPause)); };
  const showPause = () => { pausing(true); show(content.pause_title, pauseBody(content, () => { showSupport(); heading.focus(); })); heading.focus(); };
  showSupport();
  document.body.append(dialog);
  dialog.showModal();
  close.focus(); // in the frame of another site a browser forbids it to take focus by itself
  ready(dialog);
}

function supportBody(content, pause) {
  const said = h("p", { className: "small sp-said", role: "status" });
  const clear = () => {
    document.dispatchEvent(new CustomEvent("mirrorwell:clear"));
    said.textContent = content.clear_done + beyondReach();
  };
  return [
    h("p", {}, content.intro),
    h("div", { className: "row" },
      h("button", { type: "button", className: "btn quiet", on: { click: pause } }, content.pause_label),
      h("a", { className: "btn quiet", href: content.exit_address, target: "_top", rel: "noreferrer", on: { click: leavePage } }, content.leave_label),
      h("button", { type: "button", className: "btn quiet", on: { click: clear } }, content.clear_label)),
    said,
    h("p", { className: "small soft sp-leave" }, `${content.clear_note} ${content.leave_note}`),
    ...supportByCountry(content),
    supportSwitch(content.key_label, supportSetting("support-key")),
  ];
}

/** Quiet, and a short exercise that can be switched off for good. @param {any} content @param {() => void} back */
function pauseBody(content, back) {
  const setting = supportSetting("support-exercise");
  const exercise = h("div", { className: "note fit", hidden: !setting.on },
    h("h3", {}, content.exercise_title), h("ul", { className: "sp-exercise" }, ...content.exercise.map(step => h("li", {}, step))));
  return [
    h("p", { className: "sp-quiet" }, content.pause_lead),
    exercise,
    supportSwitch(content.exercise_label, setting, yes => { exercise.hidden = !yes; }),
    h("p", { className: "small soft" }, content.exercise_note),
    h("div", { className: "row" }, h("button", { type: "button", className: "btn quiet", on: { click: back } }, content.pause_back)),
  ];
}
