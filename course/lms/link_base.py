"""Where a hosted copy of the course is, to which a package may link."""

from urllib.parse import urlsplit

from ..errors import CourseError


def address(link_base: str | None) -> str:
    """The address with a slash at its end, so that paths of pages can be added; empty for none.

    Raises CourseError for what is no https address: an LMS on https lets no other through.
    """
    if not link_base:
        return ""
    try:
        parts = urlsplit(link_base)
        sound = parts.scheme == "https" and parts.hostname and not parts.query and not parts.fragment
    except ValueError:
        sound = False
    if not sound or any(each.isspace() for each in link_base):
        raise CourseError(
            f"--link-base {link_base!r} is no https address. Write where the course is hosted, for example "
            "https://courses.example.org/mirrorwell/."
        )
    return link_base.rstrip("/") + "/"
