// The frame of every page: framing, theme, the support panel, the way through a module. Loaded in the head and
// delegating everything, so that Support works while the rest of the page is still arriving. `course/publish/assets.py`
// joins _shared.js, _store.js and _support.js of the widgets in front of it and puts all of it into one function.
{
  const root = document.documentElement;
  // A package shows its own pages in a frame, where they keep their way around.
  if (window.parent !== window && !root.hasAttribute("data-packaged")) root.dataset.framed = "";
  const theme = new URLSearchParams(location.search).get("theme");
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;

  function openSupport() {
    const content = document.getElementById("support-content");
    if (content) openSupportDialog(JSON.parse(content.textContent));
  }
  document.addEventListener("mirrorwell:support", openSupport);
  courseStore(); // hears "Clear everything" from now on

  // A link that dials does not leave the page, but the browser says it does; what shuts down then must not hear it.
  let dialing = false;
  window.addEventListener("beforeunload", event => {
    if (dialing) event.stopImmediatePropagation();
    dialing = false;
  });

  document.addEventListener("click", event => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest("[data-open-support]")) openSupport();
    if (target.closest("[data-reload]")) location.reload();
    if (target.closest("[data-print]")) window.print();
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[href]"));
    if (!link) return;
    if (/^(tel|sms|mailto):/.test(link.protocol)) {
      dialing = true;
      setTimeout(() => { dialing = false; }, 1000);
    }
  });

  document.addEventListener("keydown", event => {
    if (event.key.toLowerCase() !== "s" || !(event.target instanceof Element) || typing(event)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !supportSetting("support-key").on) return;
    event.preventDefault();
    openSupport();
  });

  /** Say and show which section is being read. That a section was opened is remembered, and nothing else of it. */
  function followSections() {
    const side = document.querySelector("[data-sections]");
    const heads = [...document.querySelectorAll("[data-section]")];
    if (!side || !heads.length) return;
    const links = [...side.querySelectorAll("nav a")];
    const steps = [...side.querySelectorAll(".steps li")];
    const place = side.querySelector("[data-place]");
    const minutes = links.map(link => Number(link.dataset.minutes));
    const passed = new Set();
    const number = side.dataset.sections;

    const update = () => {
      const now = Math.max(0, ...passed);
      if (passed.size) sectionSeen(number, now);
      links.forEach((link, i) => { if (i === now) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current"); });
      steps.forEach((step, i) => { step.className = i < now ? "before" : i === now ? "now" : ""; });
      const left = minutes.slice(now).reduce((sum, each) => sum + each, 0);
      const said = document.createElement("b");
      said.textContent = `Section ${now + 1} of ${links.length}.`;
      place.replaceChildren(said, ` About ${left} minutes from here to the end.`);
    };
    // The root reaches far above the window, so a heading stays inside once it has passed the line, however one got there.
    // It is this document: in the frame of an LMS the window around it would be taken, and what left the frame be gone.
    const watch = new IntersectionObserver(entries => {
      for (const entry of entries) passed[entry.isIntersecting ? "add" : "delete"](heads.indexOf(entry.target));
      update();
    }, { root: document, rootMargin: "1000000px 0px -60% 0px" });
    heads.forEach(head => watch.observe(head));
  }
  document.addEventListener("DOMContentLoaded", followSections);

  /** @param {string} module its number @param {number} section counted from 0 */
  function sectionSeen(module, section) {
    const store = courseStore();
    if (!((store.read().s[module] ?? 0) & (1 << section))) store.change(state => { state.s[module] = (state.s[module] ?? 0) | (1 << section); });
  }

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
}
