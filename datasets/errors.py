"""What can go wrong with the figures, said in one line."""

import difflib
from collections.abc import Iterable


class DataError(Exception):
    """A problem with a figure or a data file: names the thing, the reason and the remedy in one line."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The names most like `word`, as the end of a message; all of them when none is like it."""
    names = list(known)
    close = difflib.get_close_matches(word, names, n=3, cutoff=0.5)
    if close:
        return "Did you mean " + " or ".join(close) + "?"
    return "Known: " + ", ".join(names) + "."
