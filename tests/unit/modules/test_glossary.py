"""Words that need a meaning have one where they first appear: a link that shows it, and leads to the list."""

import re
from collections import Counter
from typing import Any

from mirrorwell.course import timing
from mirrorwell.course.lookup import meanings, terms

LINK = re.compile(r"\[([^\]]+)\]\(glossary\.ipynb#([a-z0-9-]+)\)")
# Scenes are speech, boxes at the top and lists at the end are read on their own.
APART = {
    "title",
    "content-note",
    "choices",
    "objectives",
    "analyst",
    "scene",
    "references",
    "further-reading",
}
PRINTED_IN_WIDGETS = {
    "measure", "n-unweighted", "prevalence", "suppressed", "margin-of-uncertainty", "basic-needs-met", "parental-monitoring",
    "school-connectedness", "population-attributable-fraction", "prevalence-ratio", "positive-childhood-experience",
}  # fmt: skip


def running(passages: list[Any]) -> list[Any]:
    return [passage for passage in passages if not APART & passage.tags]


def test_every_linked_word_is_in_the_glossary(passages: list[Any]) -> None:
    unknown = [
        f"{p}: {anchor}" for p in passages for _, anchor in LINK.findall(p.text) if anchor not in meanings()
    ]
    assert not unknown


def test_a_word_is_linked_once_in_a_module_and_each_module_links_several(passages: list[Any]) -> None:
    linked = Counter((p.notebook, anchor) for p in passages for _, anchor in LINK.findall(p.text))
    assert [key for key, times in linked.items() if times > 1] == []
    each = Counter(notebook for notebook, _ in linked)
    assert {p.notebook for p in passages} == {notebook for notebook, number in each.items() if number >= 5}


def test_a_linked_word_is_not_used_before_its_link(passages: list[Any]) -> None:
    early = []
    for notebook in sorted({p.notebook for p in passages}):
        text = "\n".join(
            line
            for p in running(passages)
            if p.notebook == notebook
            for line in p.text.splitlines()
            if not line.startswith("#")
        )
        for link in LINK.finditer(text):
            before = timing.plain(text[: link.start()])
            if re.search(rf"\b{re.escape(link[1])}\b", before, re.IGNORECASE):
                early.append(f"{notebook}: {link[1]}")
    assert not early


def test_every_word_of_the_glossary_is_met_in_a_module_or_in_a_widget(passages: list[Any]) -> None:
    linked = {anchor for p in passages for _, anchor in LINK.findall(p.text)}
    assert {term.anchor for term in terms()} - linked <= PRINTED_IN_WIDGETS
