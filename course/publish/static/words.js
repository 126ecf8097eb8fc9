// Meanings of words: they stand beside the word on hover and on focus. A finger opens the meaning first; the second tap,
// like Enter and a click, follows the link to the list of all words. Escape puts it away.
{
  /** @type {HTMLElement | null} */
  let tip = null;
  /** @type {HTMLAnchorElement | null} */
  let shown = null;
  let leaving = 0;
  let finger = false; // browsers do not agree on what a click says of itself

  /** @param {EventTarget | null} target */
  const wordAt = target => target instanceof Element ? /** @type {HTMLAnchorElement | null} */ (target.closest("a.term")) : null;

  /** @param {HTMLAnchorElement} word */
  function show(word) {
    clearTimeout(leaving);
    if (shown === word) return;
    hide();
    tip ??= Object.assign(document.createElement("div"), { id: "word-tip", className: "word-tip" });
    tip.setAttribute("role", "tooltip");
    tip.textContent = word.dataset.meaning ?? "";
    // Inside the landmark of the text, so that nothing stands outside of all of them.
    document.getElementById("content")?.append(tip);
    word.setAttribute("aria-describedby", tip.id);
    shown = word;
    place(word, tip);
  }

  /** Under the word, above it where the window ends. @param {HTMLElement} word @param {HTMLElement} box */
  function place(word, box) {
    const line = word.getClientRects()[0] ?? word.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const below = line.bottom + box.offsetHeight + 8 < window.innerHeight || line.top < box.offsetHeight + 8;
    box.style.left = `${scrollX + Math.max(8, Math.min(line.left, room - box.offsetWidth - 8))}px`;
    box.style.top = `${scrollY + (below ? line.bottom + 4 : line.top - box.offsetHeight - 4)}px`;
  }

  function hide() {
    clearTimeout(leaving);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    tip?.remove();
  }

  document.addEventListener("pointerover", event => {
    const word = wordAt(event.target);
    if (event.pointerType === "touch") return;
    if (word) show(word);
    else if (tip?.contains(/** @type {Node} */ (event.target))) clearTimeout(leaving); // the pointer may rest on the meaning
  });
  document.addEventListener("pointerout", event => {
    const from = wordAt(event.target) ?? (tip?.contains(/** @type {Node} */ (event.target)) ? tip : null);
    if (from && event.pointerType !== "touch") leaving = setTimeout(() => { if (document.activeElement !== shown) hide(); }, 300);
  });
  document.addEventListener("focusin", event => {
    const word = wordAt(event.target);
    if (word && word.matches(":focus-visible")) show(word);
    else if (shown && !word) hide();
  });
  document.addEventListener("focusout", event => { if (wordAt(event.target)) hide(); });
  document.addEventListener("keydown", event => { if (event.key === "Escape" && shown) hide(); });
  document.addEventListener("pointerdown", event => { finger = event.pointerType === "touch"; });
  document.addEventListener("click", event => {
    const word = wordAt(event.target);
    if (!word) { if (!tip?.contains(/** @type {Node} */ (event.target))) hide(); return; }
    if (!finger || shown === word) return;
    event.preventDefault();
    show(word);
  });
  window.addEventListener("resize", hide);
}
