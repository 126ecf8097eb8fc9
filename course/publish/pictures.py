"""The pictures of the course: our own SVG files, drawn into the page itself, so that they follow its theme."""

import re
from html import escape
from importlib.resources import files
from xml.etree import ElementTree

from ..errors import CourseError

_SVG = "http://www.w3.org/2000/svg"
_NAME = re.compile(r"pictures/([a-z0-9]+(?:-[a-z0-9]+)*)\.svg")
# For whoever opens the file alone. On a page the words stand beside it, and a title would hover over them.
_ALONE = {f"{{{_SVG}}}title", f"{{{_SVG}}}desc"}

ElementTree.register_namespace("", _SVG)


def figure(path: str, alternative: str, caption: str, number: int) -> str:
    """`pictures/NAME.svg` as a figure of a page, named by its alternative text; no caption, no figcaption.

    `number` tells pictures of one page apart, so that no id occurs twice. Raises CourseError for a picture that
    the course does not have, that cannot be read, or that has no alternative text.
    """
    known = _NAME.fullmatch(path)
    if known is None:
        raise CourseError(f"{path!r} is no picture of the course. Name one as pictures/NAME.svg.")
    if not alternative.strip():
        raise CourseError(f"{path} has no alternative text. Write ![what it shows]({path}).")
    picture = _read(path)
    for element in [each for each in picture if each.tag in _ALONE]:
        picture.remove(element)
    _name_apart(picture, f"{known[1]}-{number}-")
    picture.set("role", "img")
    picture.set("aria-label", alternative)
    drawn = ElementTree.tostring(picture, encoding="unicode").strip()
    said = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f'<figure class="picture">{drawn}{said}</figure>\n'


def _read(path: str) -> ElementTree.Element:
    try:
        text = files("mirrorwell.modules").joinpath(path).read_text(encoding="utf-8")
        picture = ElementTree.fromstring(text)
    except OSError as error:
        raise CourseError(
            f"modules/{path} cannot be read: {error.strerror}. Put the picture there, or correct its name."
        ) from error
    except (ElementTree.ParseError, UnicodeDecodeError) as error:
        raise CourseError(f"modules/{path} is not well-formed: {error}. Correct it there.") from error
    if picture.tag != f"{{{_SVG}}}svg":
        raise CourseError(f"modules/{path} is not an SVG picture. Its first element has to be svg.")
    return picture


def _name_apart(picture: ElementTree.Element, prefix: str) -> None:
    """Put a prefix before every id, and before every mention of one in an attribute."""
    ids = {element.get("id", "") for element in picture.iter()} - {""}
    for element in picture.iter():
        for key, value in element.items():
            if key == "id":
                element.set(key, prefix + value)
            elif key in {"aria-labelledby", "aria-describedby"}:
                del element.attrib[key]
            elif (mention := re.fullmatch(r"(url\(#|#)([^)]+)(\)?)", value)) and mention[2] in ids:
                element.set(key, f"{mention[1]}{prefix}{mention[2]}{mention[3]}")
