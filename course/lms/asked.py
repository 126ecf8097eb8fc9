"""What the exports of questions share: names that never change, what is asked, what is said after any answer."""

from ...widgets.bank_question import Number, Question
from ...widgets.knowledge_check_words import HINTS
from .elements import listed, paragraphs, text

PERCENT = ("%", "percent")


def name_of(question: Question) -> str:
    """The id of a question as an XML name and the stem of a file name: Q5.1 becomes q5-1."""
    return question.id.lower().replace(".", "-")


def asked(question: Question) -> tuple[str, ...]:
    """What stands above the answers: the question, how it is answered, and where a number is read."""
    hint = HINTS.get(question.kind, "")
    said = () if not hint or hint in question.stem else (hint,)
    return (question.stem, *said, *((question.number.where,) if question.number else ()))


def reasons(question: Question) -> list[tuple[str, str]]:
    """Each pair or step, and why it stands where it stands; empty for other kinds."""
    pairs = [(f"{pair.left} → {pair.right}", pair.feedback) for pair in question.pairs]
    return pairs + [(step.text, step.feedback) for step in question.steps]


def source(question: Question) -> str:
    """The source of a question as it is printed."""
    return f"Source: {question.source}"


def general(question: Question) -> str:
    """What is said after any answer, as HTML: the reasons of a match or an order, and the source."""
    parts = [f"<strong>{text(what)}</strong> {text(why)}" for what, why in reasons(question)]
    return listed(parts, "ol" if question.steps else "ul") + paragraphs(source(question))


def printed(value: float, number: Number) -> str:
    """A value as the course prints it, with its unit."""
    shown = f"{value:,.{number.decimals}f}"
    return f"{shown}%" if number.unit in PERCENT else f"{shown} {number.unit}".strip()


def rounded(number: Number) -> float:
    """The answer as it is printed: an entry is compared with it, as a learner does."""
    return round(number.answer, number.decimals)


def title_of(question: Question, limit: int = 80) -> str:
    """A name for lists: the id and the beginning of the question, cut between words."""
    title = f"{question.id} {question.stem}"
    if len(title) <= limit:
        return title
    return f"{title[: limit - 1].rpartition(' ')[0]} …"
