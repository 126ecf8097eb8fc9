// The support panel. In our own pages the frame opens the dialog and hears the key S; elsewhere this widget does.

/** What the frame of the page knows, with the host's contact and local lines; null in any other page. */
function contentOfFrame() {
  const held = document.documentElement.hasAttribute("data-mw-page") && document.getElementById("support-content");
  return held ? JSON.parse(held.textContent) : null;
}

export default {
  render({ model, el }) {
    const root = mount(el, "support-panel");
    const content = { ...model.get("_content"), exit_address: model.get("exit_address") };
    if (model.get("printed")) {
      root.append(h("div", { className: "card" }, supportLines(contentOfFrame() ?? content)));
      ready(root);
      return;
    }
    const framed = () => document.documentElement.hasAttribute("data-mw-page") && document.querySelector("[data-open-support]");
    root.append(h("button", {
      type: "button", className: "btn quiet", aria: { haspopup: "dialog" },
      on: { click: () => { const button = framed(); button ? button.click() : openSupportDialog(content); } },
    }, content.title));
    ready(root);
    const asked = event => {
      if (framed() || (event.detail?.key && !supportSetting("support-key").on)) return;
      openSupportDialog(content);
    };
    document.addEventListener("mirrorwell:support", asked);
    return () => document.removeEventListener("mirrorwell:support", asked);
  },
};
