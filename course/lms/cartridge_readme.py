"""What a cartridge says about itself: what is in it, what cannot be, what was changed, and what nobody has tried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..outline import Module
from .elements import listed, paragraphs, text
from .single_best import Choices
from .unit import Unit

UNTRIED = (
    "The project's own tests check the structure of this file, its references, and that each answer key scores as in the "
    "course. They ask no learning system: import it into a trial course of yours and look before learners do.",
    "It follows Common Cartridge 1.1 and QTI 1.2.1. It has been certified by nobody.",
)


@dataclass(frozen=True, slots=True)
class About:
    """What the page is about: the first unit (it names the pass mark), its modules, their quizzes by id, the hosted course."""

    unit: Unit
    modules: Sequence[Module]
    quizzes: Mapping[str, Choices]
    base: str | None


def note_of(module: Module, base: str | None) -> str:
    """What stands at the top of a reading page, as HTML."""
    where = "in the SCORM package of this module"
    if base:
        address = text(base + module.path).replace('"', "&quot;")
        where += f' and <a href="{address}">on its own page (another site)</a>'
    return (
        f"<p><em>This is the text of the module. Its activities are {where}. Where the text speaks of an activity, of the "
        "support panel or of what is saved, it means that. Nothing is saved on this page, and "
        '<a href="#support">support</a> stands at its end.</em></p>\n'
    )


def readme(about: About) -> bytes:
    """The whole page."""
    title = "About this cartridge"
    body = "\n".join(
        [
            f"<h1>{title}</h1>",
            paragraphs(about.unit.title),
            "<h2>What is in it</h2>",
            listed(_inside(about)),
            "<h2>What is not in it</h2>",
            listed(_outside(about)),
            "<h2>Questions that were changed</h2>",
            _changed(about),
            "<h2>What you set yourself</h2>",
            listed(_yours(about)),
            "<h2>What was not tried</h2>",
            listed(map(text, UNTRIED)),
        ]
    )
    page = (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n'
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
    return page.encode()


def _inside(about: About) -> list[str]:
    said = [
        f"For each module ({len(about.modules)} in this file): a page to read, with pictures and tables, and the "
        "knowledge check as a quiz of your system, with the feedback of every answer.",
        "For facilitators: pages of the guide as files. They are marked for instructors only. Moodle and Canvas have a "
        "rule for this mark; where a system has none, hide the folder “For facilitators” yourself: it holds the keys to handouts.",
    ]
    if about.base:
        said.append(f"A link for each module to its page at {text(about.base)}, where the activities are.")
    return said


def _outside(about: About) -> list[str]:
    said = [
        "Activities: explorers, mirror quiz, map, builders, certificate. Learning systems do not run scripts of a "
        "cartridge. They are in the SCORM packages and in the cmi5 package of this course. The text says where each stands.",
        "Progress: nothing here tells the system how far a learner has read.",
    ]
    if about.unit.whole:
        said.append(
            "The post-test: it draws ten questions anew each time, which a quiz of this kind cannot. It is in the SCORM "
            "package of the whole course."
        )
    if not about.base:
        said.append("Links to a hosted course: no address was given when this file was made.")
    return said


def _changed(about: About) -> str:
    """Each converted and each dropped question with its id, or a sentence that there is none."""
    lines = []
    for module in about.modules:
        held = about.quizzes[module.id]
        lines += [
            f"{item.question.id}, module {module.number}: {item.how}." for item in held.items if item.how
        ]
        lines += [f"{question.id}, module {module.number}: {why}." for question, why in held.dropped]
    if not lines:
        return paragraphs("None: every question of this file is one that a quiz of this kind knows.")
    lead = "A quiz in this format knows choices only, so these questions are asked in another form than in the course."
    return paragraphs(lead) + listed(map(text, lines))


def _yours(about: About) -> list[str]:
    mark = about.unit.pass_mark
    said = [
        "Tries: the course allows any number and counts the best. The quiz asks for that; see whether your system took it over.",
        "Order: answers stand in a fixed mixed order. Switch shuffling on if you like; questions that ask for whole orders or "
        "pairings can be shuffled too.",
        "Credit: where several answers fit, the file asks for all of them and no other. Some systems give credit in parts.",
    ]
    if mark is not None:
        said.insert(0, f"Pass mark: the course uses {mark} percent. A cartridge cannot carry it.")
    return said
