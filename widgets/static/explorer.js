// The part of an explorer that travels with every widget. All else comes once per page, as assets: the engine
// (explorer_*.js), the figures, the charts, Vega.

export default {
  async render({ model, el }) {
    const root = mount(el, model.get("_root")), undo = new AbortController();
    root.classList.add("explorer");
    root.append(h("p", { className: "soft" }, "Reading the figures."));
    open(root, model, undo.signal).catch(error => {
      root.replaceChildren(h("p", {}, `The figures could not be read here (${error.message}). Load the page again; if that does not help, the same figures are in the datasets of the course.`));
      ready(root);
    });
    return () => undo.abort();
  },
};

/** @param {HTMLElement} root @param {any} model @param {AbortSignal} signal */
async function open(root, model, signal) {
  const engine = await assetModule(model, "_engine", "explorer");
  const [figures, charts] = await Promise.all(["_figures", "_charts"].map(name => assetText(model, name)));
  if (!signal.aborted) await engine.start({ root, model, signal, figures, charts });
}
