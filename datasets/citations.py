"""Citations in plain text, made from references.json."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from .errors import DataError, nearest
from .loader import describe, references, rows


def cite(name: str) -> str:
    """How to cite a resource: our table first, then every work its rows come from."""
    known = describe(name)
    head = f"mirrorwell contributors. {known['title']} [data set]. mirrorwell {_version()}."
    works = references()
    used = sorted({str(row["source"]) for row in rows(name) if row.get("source")})
    listed = [f"- {format_reference(works[key])}" for key in used if key in works]
    return "\n".join([head, "Cite the works that the figures come from:", *listed]) if listed else head


def cite_reference(key: str) -> str:
    """One work of references.json as a line of text; an unknown id raises DataError."""
    works = references()
    if key not in works:
        raise DataError(f"no reference is called {key!r}. {nearest(key, works)}")
    return format_reference(works[key])


def format_reference(work: dict[str, Any]) -> str:
    """Authors (year). Title. Container, volume(issue), pages. DOI or address."""
    parts = [_authors(work), f"({_year(work)}).", _sentence(str(work["title"]))]
    place = _container(work)
    if place:
        parts.append(_sentence(place))
    if work.get("DOI"):
        parts.append(f"https://doi.org/{work['DOI']}")
    elif work.get("URL"):
        parts.append(str(work["URL"]))
    return " ".join(part for part in parts if part)


def _version() -> str:
    try:
        return version("mirrorwell")
    except PackageNotFoundError:
        return "(not installed)"


def _year(work: dict[str, Any]) -> str:
    dates = work.get("issued", {}).get("date-parts")
    return str(dates[0][0]) if dates else "n.d."


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "]")) else f"{text}."


def _authors(work: dict[str, Any]) -> str:
    people = []
    for person in work.get("author", []):
        family, given = person.get("family") or person["literal"], person.get("given")
        people.append(f"{family}, {given}" if given else family)
    if work.get("custom", {}).get("more_authors"):
        return ", ".join([*people, "et al."])
    if len(people) > 1:
        return ", ".join(people[:-1]) + f", & {people[-1]}"
    return people[0] if people else ""


def _container(work: dict[str, Any]) -> str:
    text = str(work.get("container-title", ""))
    if work.get("volume"):
        text += f", {work['volume']}" + (f"({work['issue']})" if work.get("issue") else "")
    if work.get("page"):
        text += f", {work['page']}"
    if work.get("publisher"):
        text += f". {work['publisher']}" if text else str(work["publisher"])
    return text
