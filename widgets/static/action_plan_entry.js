// A calendar entry, written by a library that travels once per page (vendor/ical-generator.js). No kernel, no request.

const ENTRY_TITLE = "Look again at our one step";
const ENTRY_WHAT = "The file holds one all-day entry on the day you chose: its title, the day and, if you want one, a reminder. Open it with your calendar to add it. It goes to the downloads of this device, where others who use the device can open it.";
/** Seconds from the start of the day, in the words of the choice. @type {[string, string][]} */
const REMINDERS = [["", "No reminder"], ["32400", "On the day at 9 in the morning"], ["-54000", "The day before at 9 in the morning"], ["-572400", "A week before at 9 in the morning"]];

/** An id that says nothing about person, page or device. `randomUUID` is missing on pages without https. */
function entryId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");
}

/** The file. @param {Function} ical the library @param {{date: string, title: string, words: string, reminder: string}} entry */
function entryFile(ical, { date, title, words, reminder }) {
  const calendar = ical({ prodId: { company: "mirrorwell", product: "action plan" } });
  // Transparent: the day stays free for others who look for a time.
  const event = calendar.createEvent({ id: entryId(), stamp: new Date(), start: date, allDay: true, summary: title, transparency: "TRANSPARENT" });
  if (words) event.description(words);
  const seconds = Number(reminder);
  // Left to itself the library counts what lies after the start from the end, and that would be a day late.
  if (seconds) event.createAlarm({ type: "display", description: title, trigger: -seconds }).relatesTo("START");
  return calendar.toString();
}

/** Button and form of the entry. @param {{library: () => Function|null, date: () => string, words: () => string, missing: () => string,
 *   made: () => void, say: (sentence: string) => void}} given `missing` returns a sentence when there is no entry to make yet */
function entryPart({ library, date, words, missing, made, say }) {
  const ids = { title: uid("title"), words: uid("words"), hint: uid("hint"), reminder: uid("reminder") };
  const title = h("input", { ...PRIVATE, className: "input", id: ids.title, type: "text", maxLength: 200 });
  const tick = h("input", { type: "checkbox", id: ids.words, autocomplete: "off", aria: { describedby: ids.hint } });
  const reminder = h("select", { className: "select", id: ids.reminder, autocomplete: "off" }, ...REMINDERS.map(([value, text]) => h("option", { value }, text)));
  const part = keepPart({
    label: "Make a calendar entry", save: "Download the entry", what: ENTRY_WHAT, name: "look-again", ending: "ics", type: "text/calendar",
    empty: missing, say,
    make() {
      const file = entryFile(library(), { date: date(), title: line(title.value) || ENTRY_TITLE, words: tick.checked ? words() : "", reminder: reminder.value });
      made();
      return file;
    },
  });
  part.form.querySelector(".small").after(
    h("div", { className: "field" }, h("label", { htmlFor: ids.title }, "Title in the calendar"), title),
    h("div", {},
      h("label", { className: "ap-tick", htmlFor: ids.words }, tick, h("span", {}, "Put the words of my plan into the entry")),
      h("p", { className: "small", id: ids.hint }, "Off unless you choose it: others can often read a work calendar. They see the title and the day in any case.")),
    h("div", { className: "field" }, h("label", { htmlFor: ids.reminder }, "Reminder"), reminder));
  function reset() {
    title.value = ENTRY_TITLE;
    tick.checked = false;
    reminder.value = "";
    part.fold();
  }
  // The day can be emptied while this form is open: ask again before the file is made.
  part.form.addEventListener("submit", event => {
    const nothing = missing();
    if (!nothing) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    say(nothing);
  }, { capture: true });
  reset();
  return { ...part, reset };
}
