// The frame of every page: framing, theme, the support panel, the way through a module. Loaded in the head and
// delegating everything, so that Support works while the rest of the page is still arriving.
(() => {
  const root = document.documentElement;
  const KEY = "mirrorwell.support-key";

  if (window.self !== window.top) root.dataset.framed = "";
  const theme = new URLSearchParams(location.search).get("theme");
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;

  /** Storage may be blocked; then the page does without. @param {string} key @param {string} [value] */
  function remembered(key, value) {
    try {
      if (value !== undefined) localStorage.setItem(key, value);
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }

  let keyOn = remembered(KEY) !== "off";
  /** @returns {HTMLDialogElement | null} */
  const panel = () => document.querySelector("dialog.support");

  function openSupport() {
    const dialog = panel();
    if (!dialog || dialog.open) return;
    /** @type {HTMLInputElement} */ (dialog.querySelector("#support-key")).checked = keyOn;
    dialog.querySelector("[data-cleared]").textContent = "";
    dialog.showModal();
  }
  document.addEventListener("mirrorwell:support", openSupport);

  /** @param {Element} button */
  function clearTyped(button) {
    document.dispatchEvent(new CustomEvent("mirrorwell:clear"));
    panel().querySelector("[data-cleared]").textContent = /** @type {HTMLElement} */ (button).dataset.done;
  }

  // A link that dials does not leave the page, but the browser says it does; what shuts down then must not hear it.
  let dialing = false;
  window.addEventListener("beforeunload", event => {
    if (dialing) event.stopImmediatePropagation();
    dialing = false;
  });

  /** Leave so that Back does not lead here; where a frame forbids that, the link itself is followed.
   * @param {Event} event @param {string} address */
  function leave(event, address) {
    try {
      window.top.location.replace(address);
      event.preventDefault();
    } catch { /* the browser follows the link */ }
  }

  document.addEventListener("click", event => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest("[data-open-support]")) openSupport();
    const clear = target.closest("[data-clear]");
    if (clear) clearTyped(clear);
    if (target.closest("[data-reload]")) location.reload();
    if (target.closest("[data-print]")) window.print();
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[href]"));
    if (!link) return;
    if (/^(tel|sms|mailto):/.test(link.protocol)) {
      dialing = true;
      setTimeout(() => { dialing = false; }, 1000);
    }
    if (link.hasAttribute("data-leave") && !event.ctrlKey && !event.metaKey && !event.shiftKey) leave(event, link.href);
  });

  document.addEventListener("change", event => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    if (box.id !== "support-key") return;
    keyOn = box.checked;
    remembered(KEY, keyOn ? "on" : "off");
  });

  document.addEventListener("keydown", event => {
    const at = /** @type {Element} */ (event.target);
    const typing = at.closest?.("textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable]");
    if (event.key.toLowerCase() !== "s" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!keyOn || event.defaultPrevented) return;
    event.preventDefault();
    openSupport();
  });

  /** Say and show which section is being read; nothing is kept. */
  function followSections() {
    const side = document.querySelector("[data-sections]");
    const heads = [...document.querySelectorAll("[data-section]")];
    if (!side || !heads.length) return;
    const links = [...side.querySelectorAll("nav a")];
    const steps = [...side.querySelectorAll(".steps li")];
    const place = side.querySelector("[data-place]");
    const minutes = links.map(link => Number(link.dataset.minutes));
    const passed = new Set();

    const update = () => {
      const now = Math.max(0, ...passed);
      links.forEach((link, i) => { if (i === now) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current"); });
      steps.forEach((step, i) => { step.className = i < now ? "before" : i === now ? "now" : ""; });
      const left = minutes.slice(now).reduce((sum, each) => sum + each, 0);
      const said = document.createElement("b");
      said.textContent = `Section ${now + 1} of ${links.length}.`;
      place.replaceChildren(said, ` About ${left} minutes from here to the end.`);
    };
    // The root reaches far above the window, so a heading stays inside once it has passed the line, however one got there.
    const watch = new IntersectionObserver(entries => {
      for (const entry of entries) passed[entry.isIntersecting ? "add" : "delete"](heads.indexOf(entry.target));
      update();
    }, { rootMargin: "1000000px 0px -60% 0px" });
    heads.forEach(head => watch.observe(head));
  }
  document.addEventListener("DOMContentLoaded", followSections);

  /** A table is a stop for the keyboard, and a region, only while it does not fit. */
  function fitTables() {
    for (const place of document.querySelectorAll("[data-table]")) {
      const wide = place.scrollWidth > place.clientWidth;
      if (wide) place.tabIndex = 0; else place.removeAttribute("tabindex");
      if (wide) place.setAttribute("role", "region"); else place.removeAttribute("role");
      if (wide) place.setAttribute("aria-label", place.dataset.table); else place.removeAttribute("aria-label");
    }
  }
  document.addEventListener("DOMContentLoaded", fitTables);
  window.addEventListener("load", fitTables);
  window.addEventListener("resize", fitTables);
  document.addEventListener("toggle", fitTables, true); // a table inside something that opens
})();
