"""What a learner does on a page: read, type, rate, answer a check. Everything goes through the page's own controls."""

import re
from functools import cache
from typing import Any

from mirrorwell.course.outline import course
from mirrorwell.widgets import bank
from mirrorwell.widgets.bank import Question
from playwright.sync_api import Frame, Locator, expect

_READY = """() => document.readyState === "complete"
  && [...document.querySelectorAll("[data-mirrorwell]")].every(root => root.dataset.ready)"""

# One question: `key` tells what fits, `fit` whether to answer so. Controls are used as a click or a key would.
_ANSWER = """(root, [key, fit]) => {
  const press = name => {
    const found = [...root.querySelectorAll("button")].find(each => each.textContent === name && !each.hidden);
    if (!found) throw new Error(`there is no button ${name}`);
    found.click();
  };
  const said = label => label.querySelector("span").textContent;
  if (key.best) {
    const rows = [...root.querySelectorAll(".kc-question .opt > label")];
    const wanted = rows.filter(row => key.best.includes(said(row)) === fit);
    for (const row of fit ? wanted : wanted.slice(0, 1)) row.querySelector("input").click();
  } else if (key.pairs) {
    const rows = [...root.querySelectorAll(".kc-pair > label")];
    const rights = rows.map(row => key.pairs[said(row)]);
    if (!fit) rights.push(rights.shift());
    rows.forEach((row, at) => {
      const select = row.querySelector("select");
      const option = [...select.options].find(each => each.textContent.replace(/^[A-Z]\\. /, "") === rights[at]);
      select.value = option.value;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
  } else if (key.steps) {
    const rows = () => [...root.querySelectorAll(".kc-step")];
    const wanted = fit ? key.steps : [...key.steps].reverse();
    const step = row => row.querySelector("span").textContent;
    // The first is moved once there and back where all stand as wanted, since an order that nobody moved is no answer.
    const move = (row, word) => [...row.querySelectorAll("button")].find(each => each.textContent === word).click();
    move(rows()[0], "Move down");
    wanted.forEach((text, place) => {
      for (let at = rows().findIndex(row => step(row) === text); at > place; at--) move(rows()[at], "Move up");
    });
  } else {
    const input = root.querySelector(".kc-number input");
    input.value = fit ? key.number : "0.001";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  press("Check this answer");
}"""

_SCROLL = """head => scrollTo({ top: scrollY + head.getBoundingClientRect().top - 8, behavior: "instant" })"""

_TYPE = """word => {
  let typed = 0;
  for (const place of document.querySelectorAll("textarea, input[type=text], input:not([type])")) {
    if (place.closest("[data-mirrorwell=knowledge-check]") || !place.getClientRects().length || place.disabled || place.readOnly) continue;
    place.value = word;
    for (const kind of ["input", "change"]) place.dispatchEvent(new Event(kind, { bubbles: true }));
    typed += 1;
  }
  return typed;
}"""

_RATE = """root => {
  let rated = 0;
  for (let at = 0; at < 60; at++) {
    const form = root.querySelector("form.mp-rate");
    if (!form) break;
    form.querySelectorAll("[type=radio]")[at % 5].click();
    form.requestSubmit();
    rated += 1;
  }
  return rated;
}"""


def ready(content: Frame) -> None:
    """Wait until the page is there and its widgets are painted."""
    content.wait_for_function(_READY)


def check(content: Frame) -> Locator:
    return content.locator("[data-mirrorwell=knowledge-check]")


def read_to_end(content: Frame) -> None:
    """Scroll each section to the top of the frame, as a wheel does: the page of the LMS stays where it is."""
    heads, place = content.locator("[data-section]"), content.locator("[data-place]")
    for number in range(1, heads.count() + 1):
        heads.nth(number - 1).evaluate(_SCROLL)
        expect(place).to_contain_text(f"Section {number} of")


def type_everywhere(content: Frame, word: str) -> int:
    """Type a word into every field that is shown, the check apart. Returns how many there were."""
    return int(content.evaluate(_TYPE, word))


def rate_mirror(content: Frame) -> int:
    """Rate every statement of the practice mirrors of a page. Returns how many there were."""
    mirrors = content.locator("[data-mirrorwell=mirror-quiz]")
    return sum(int(mirrors.nth(at).evaluate(_RATE)) for at in range(mirrors.count()))


def try_check(content: Frame, right: int, until: int | None = None) -> float:
    """A whole try with the first `right` answers fitting; returns its score. `until` stops before that question."""
    root = check(content)
    asked = questions_asked(content)
    for number in range(asked):
        if number == until:
            break
        stem = root.locator(".kc-question > legend").evaluate("legend => legend.firstChild.textContent")
        root.evaluate(_ANSWER, [_key(stem), number < right])
        if number + 1 < asked:
            root.get_by_role("button", name="Next question", exact=True).click()
    return round(100 * right / asked, 2)


def next_try(content: Frame) -> None:
    """End the try that is shown and begin another one."""
    root = check(content)
    root.get_by_role("button", name="See this try", exact=True).click()
    root.get_by_role("button", name=re.compile("^(Start|Draw) a new try$")).click()


def questions_asked(content: Frame) -> int:
    place = check(content).locator(".kc-place span").first
    return int(place.inner_text().split(" of ")[1].split(".")[0])


@cache
def _keys() -> dict[str, Question]:
    return {question.stem: question for question in bank.load().questions}


def _key(stem: str) -> dict[str, Any]:
    question = _keys()[stem]
    if question.number:
        return {"number": f"{question.number.answer:.{question.number.decimals}f}"}
    if question.pairs:
        return {"pairs": {pair.left: pair.right for pair in question.pairs}}
    if question.steps:
        return {"steps": [step.text for step in question.steps]}
    return {"best": [option.text for option in question.options if option.best]}


def modules() -> list[str]:
    """The ids of all modules, in order."""
    return [module.id for module in course().modules]


def go(content: Frame, page: str) -> None:
    """Follow links that can be seen to another page of the course, by way of its home page where there is no other."""
    for wanted in (f"{page}.html", "start.html", f"{page}.html"):
        link = content.locator(f"a[href*='{wanted}']:visible").first
        if link.count():
            link.click()
            content.wait_for_url(f"**/{wanted}*")
            ready(content)
            if wanted.startswith(page):
                return
    raise AssertionError(f"no link leads from {content.url} to {page}")
