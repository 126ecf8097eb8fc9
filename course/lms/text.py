"""What an LMS is told in words and numbers: titles as one line of plain text, marks as a share of one."""

import unicodedata
from decimal import Decimal

from ..errors import CourseError

LONGEST = 199
"""Characters of a title. Schemas end at 200, and some systems cut what is longer."""
_NOT_IN_XML = "\ufffe\uffff"


def plain(text: str) -> str:
    """The text as one line, without control characters and without what XML cannot hold."""
    kept = (each for each in text if each.isspace() or not _unfit(each))
    return " ".join("".join(kept).split())


def _unfit(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"} or character in _NOT_IN_XML


def title(text: str, what: str) -> str:
    """A title an LMS takes. `what` names its owner in messages. Raises CourseError for one that is empty or too long."""
    said = plain(text)
    if not said:
        raise CourseError(f"The title of {what} is empty. Give it one: an LMS shows it to learners.")
    if len(said) > LONGEST:
        raise CourseError(
            f"The title of {what} has {len(said)} characters. Shorten it to {LONGEST}: an LMS takes no more."
        )
    return said


def share(percent: int) -> str:
    """A percentage as a decimal number from 0 to 1, without an exponent and without needless zeros."""
    return format(Decimal(percent) / 100, "f")
