// For pages with a kernel behind them: take away "Getting the page ready", and say when the connection has ended.
(() => {
  const SLOW = 20_000;  // milliseconds until a page that does not get ready says so
  const PATIENCE = 6_000; // milliseconds in which a dropped connection may come back unmentioned
  const GONE = new Set(["dead", "restarting", "autorestarting", "terminating", "unknown"]);

  /** @param {string} sentence */
  function say(sentence) {
    const place = document.querySelector(".lost");
    if (!place || place.textContent.includes(sentence)) return;
    const text = document.createElement("p");
    text.textContent = sentence;
    const buttons = document.createElement("div");
    buttons.className = "row";
    buttons.append(button("Load the page again", "btn", () => location.reload()), button("Keep reading", "btn quiet", () => place.replaceChildren()));
    const inner = document.createElement("div");
    inner.className = "page";
    inner.append(text, buttons);
    place.replaceChildren(inner);
  }

  /** @param {string} label @param {string} className @param {() => void} run */
  function button(label, className, run) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = className;
    made.textContent = label;
    made.addEventListener("click", run);
    return made;
  }

  /** An activity that was not drawn is replaced by a sentence; the rest of the page is whole. @param {Element} activity */
  function excuse(activity) {
    const note = document.createElement("div");
    note.className = "note weak";
    const text = document.createElement("p");
    text.textContent = /** @type {HTMLElement} */ (activity).dataset.sorry;
    note.append(text);
    activity.replaceChildren(note);
  }
  const broken = ".jupyter-widgets-error-widget, [data-mime-type='application/vnd.jupyter.stderr']";
  const activities = () => [...document.querySelectorAll(".activity:not(:has(> .note))")];

  const LOST = "The connection to the course has ended. What you see and what you typed stay here while this page is open. Loading it again starts fresh and clears what you typed.";
  const UNREADY = "Some interactive parts are not ready. You can read on, wait a little, or load the page again.";
  let over = false;
  let waiting = 0;
  const lost = () => { over = true; clearTimeout(waiting); say(LOST); };

  /** @param {any} kernel */
  function watch(kernel) {
    kernel.statusChanged.connect((_, status) => { if (GONE.has(status) && !leaving) lost(); });
    kernel.connectionStatusChanged.connect((_, status) => {
      clearTimeout(waiting);
      if (status !== "connected" && !over && !leaving) waiting = setTimeout(lost, PATIENCE);
    });
    if (kernel.status === "dead") lost();
    // One that died before anybody listened says nothing at all: it has never answered.
    setTimeout(() => { if (!over && !leaving && (kernel.connectionStatus !== "connected" || kernel.status === "unknown")) lost(); }, SLOW);
  }

  let leaving = false;
  window.addEventListener("pagehide", () => { leaving = true; });
  window.addEventListener("beforeunload", () => { leaving = true; setTimeout(() => { leaving = false; }, 3000); });

  const began = Date.now();
  let watched = false;
  const timer = setInterval(() => {
    const app = /** @type {any} */ (window).jupyterapp;
    if (app?.widgetManager && !watched) {
      watched = true;
      watch(app.widgetManager.kernel);
    }
    activities().filter(each => each.querySelector(broken)).forEach(excuse);
    const left = activities().filter(each => !each.querySelector("[data-mirrorwell]"));
    if (app && !left.length && document.readyState === "complete") document.querySelector("#getting-ready")?.remove();
    if (watched && !left.length && document.readyState === "complete") clearInterval(timer);
    else if (document.readyState === "complete" && Date.now() - began > SLOW) {
      clearInterval(timer);
      document.querySelector("#getting-ready")?.remove();
      if (watched) left.forEach(excuse);
      else say(UNREADY);
    }
  }, 150);
})();
