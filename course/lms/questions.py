"""All questions for systems that make their own tests: Moodle XML, and QTI 2.1 as a content package."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...widgets.bank import Bank, load
from ..outline import Course, course
from .archive import zip_bytes
from .moodle_xml import moodle_xml
from .qti21_package import package

MOODLE = "mirrorwell-questions-moodle.xml"
QTI = "mirrorwell-questions-qti21.zip"
README = "README.txt"


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of question in words, and what each format makes of it."""

    said: str
    moodle: str
    qti: str


_KINDS = {
    "single": _Kind("one best answer", "multichoice, one answer", "choiceInteraction"),
    "several": _Kind("all that fit", "multichoice, several answers", "choiceInteraction"),
    "match": _Kind("what goes with what", "matching", "matchInteraction"),
    "order": _Kind("what comes first", "ordering", "orderInteraction"),
    "number": _Kind("a number to read", "numerical", "textEntryInteraction"),
}


def question_exports(bank: Bank | None = None, outline: Course | None = None) -> dict[str, bytes]:
    """The files by name. Bank and outline (which names the modules) are those of this installation unless given."""
    bank, held = bank or load(), outline or course()
    titles = {module.number: f"Module {module.number}: {module.title}" for module in held.modules}
    return {
        MOODLE: moodle_xml(bank, titles),
        QTI: zip_bytes(package(bank, titles)),
        README: _readme(bank, titles).encode(),
    }


def _readme(bank: Bank, titles: Mapping[int, str]) -> str:
    counts = {kind: sum(question.kind == kind for question in bank.questions) for kind in _KINDS}
    kinds = "\n".join(
        f"  {counts[kind]:>3}  {each.said}: {each.moodle} in Moodle, {each.qti} in QTI"
        for kind, each in _KINDS.items()
        if counts[kind]
    )
    modules = "\n".join(
        f"  {sum(question.module == number for question in bank.questions):>3}  {titles.get(number, f'Module {number}')}"
        for number in bank.modules()
    )
    return f"""\
mirrorwell: the question bank
=============================

{len(bank.questions)} questions. Each is in both files once, under the same number as in the course.

{MOODLE}
  Moodle XML. In Moodle: question bank, import, Moodle XML. Each module becomes a category.
{QTI}
  A content package of QTI 2.1: one file for each question, and a test with a section for each module.

By module:
{modules}

By kind:
{kinds}

What differs from the course
----------------------------
- In the course only a wholly fitting answer counts. QTI scores so too. Moodle gives credit in parts where several
  answers fit and where things are matched; its core knows no other way.
- Moodle says nothing to a single pair. Why each pair belongs together stands in the general feedback.
- Ordering is part of Moodle since 4.4. Before, it needs the plugin of that name, and without it these are skipped.
- Numbers: an entry within the tolerance counts, ends included. The decimal comma is as your system has it.
- Questions that send learners to an explorer need the course beside them: its pages, or its SCORM packages.
- In the course a module's check also asks one question of an earlier module. Here no question comes twice.

What was not tried
------------------
The project's own tests score every question of both files by their own rules. They ask no learning system: import
into a trial course first. The files follow Moodle XML and IMS QTI 2.1; nobody has certified them.

Text and questions: CC BY 4.0. The figures come from the sources named in each question.
"""
