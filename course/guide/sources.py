"""Where the guide reads from: the files of `modules/guide/`, and what they say as checked tables."""

from importlib.resources import files

from ..errors import CourseError
from ..tables import Table, parse

FOLDER = "modules/guide"


def name_of(file: str) -> str:
    """The name of a guide file as messages say it."""
    return f"{FOLDER}/{file}"


def text_of(file: str) -> str:
    """The text of one file of `modules/guide/`. Raises CourseError when it is missing or not UTF-8."""
    try:
        return files("mirrorwell.modules").joinpath("guide", file).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CourseError(
            f"{name_of(file)} cannot be read: {error.strerror}. The guide needs it; see start.toml there."
        ) from error
    except UnicodeDecodeError as error:
        raise CourseError(f"{name_of(file)} is not UTF-8 text. Save it as UTF-8.") from error


def table_of(text: str, file: str) -> Table:
    """The top of a TOML text; `file` names it in messages."""
    return Table(parse(text, file), file)


def one_of(table: Table, key: str, allowed: tuple[str, ...]) -> str:
    """The text of a key that is one of `allowed`, or empty when the key is absent."""
    value = table.text(key, "")
    if value and value not in allowed:
        raise table.error(key, f"is {value!r}. Use one of: {', '.join(allowed)}.")
    return value
