// A page inside the shell of a whole-course package: the tracker lives in the shell, so that going from page to page never
// ends the session. Opened by itself, the page has no tracker and works as any page.

const insideTracker = (() => {
  const name = key => Symbol.for(`mirrorwell.${key}`);
  let shell, above;
  try { above = parent === window ? null : parent[name("tracker")]; shell = parent; } catch { above = null; }
  if (!above) {
    return { line: () => LINES.none, phase: () => "none", record: () => ({ standard: "", entries: [], theirs: null, phase: "none" }), follow: () => () => {}, end() {} };
  }
  globalThis[name("host-store")] = above.store;
  globalThis[name("ready")] = shell[name("ready")];
  globalThis[name("tracker")] = above;
  document.addEventListener("mirrorwell:result", event => {
    const { activity, kind, score, max, completed } = event.detail ?? {};
    above.result({ activity, kind, score, max, completed });
  });
  document.addEventListener("mirrorwell:pause", event => {
    shell.document.dispatchEvent(new CustomEvent("mirrorwell:pause", { detail: { on: Boolean(event.detail?.on) } }));
  });
  // What the LMS said late, and what another page was told.
  const pass = () => { document.dispatchEvent(new CustomEvent("mirrorwell:state")); };
  shell.document.addEventListener("mirrorwell:state", pass);
  addEventListener("pagehide", () => { shell.document.removeEventListener("mirrorwell:state", pass); });
  return above;
})();
notice(insideTracker);
