"""The one error that a user is meant to read, and the one place that prints it."""

import sys
from typing import NoReturn


class CourseError(Exception):
    """Something a user can put right: the message names the thing, the reason and the remedy, in one line."""


def stop(error: Exception) -> NoReturn:
    """Print one line on stderr and leave with exit code 1."""
    print(f"Error: {' '.join(str(error).split())}", file=sys.stderr)
    raise SystemExit(1)
