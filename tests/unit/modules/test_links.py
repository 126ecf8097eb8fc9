"""Links are well formed and lead somewhere: checked by their form, never fetched."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from mirrorwell.course.lookup import meanings
from mirrorwell.course.outline import GLOSSARY, PAGES, course
from mirrorwell.datasets import references, rows

LINK = re.compile(r"\]\(([^)\s]+(?:\([^)]*\)[^)\s]*)*)(?:\s+\"[^\"]*\")?\)|<(https?:[^>]+)>")
DOI = re.compile(r"https://doi\.org/10\.\d{4,9}/[^\s]+[^\s.,;]")


def targets(passages: list[Any]) -> list[tuple[str, str]]:
    return [(str(p), one or other) for p in passages for one, other in LINK.findall(p.text)]


def fault(address: str) -> str:
    """What is wrong with the form of an address of another site; empty when nothing is."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or "." not in parts.netloc or re.search(r"[\s<>\"]", address):
        return "is no address"
    if parts.netloc == "doi.org" and not DOI.fullmatch(address):
        return "is no DOI"
    return "carries what only a browser's visit added" if re.search(r"[?&](?:utm_|fbclid)", address) else ""


def test_addresses_of_other_sites_are_well_formed(passages: list[Any]) -> None:
    found = [(where, to) for where, to in targets(passages) if re.match(r"\w+:", to)]
    assert len(found) > 100
    assert [f"{where}: {to} {fault(to)}" for where, to in found if fault(to)] == []


def test_links_within_the_course_lead_to_a_page_and_a_place_in_it(passages: list[Any]) -> None:
    sections = {module.notebook: {section.id for section in module.sections} for module in course().modules}
    pages = {part.notebook: sections.get(part.notebook, set()) for part in course().parts}
    pages |= {page: set() for page in PAGES} | {GLOSSARY: set(meanings())}
    lost = []
    for where, to in targets(passages):
        page, _, anchor = to.partition("#")
        if re.match(r"\w+:", to) or not page or page.startswith("pictures/"):
            continue
        if page not in pages or (anchor and anchor not in pages[page]):
            lost.append(f"{where}: {to}")
    assert lost == []


def test_addresses_in_the_lists_of_the_course_are_well_formed() -> None:
    addresses = {str(work["URL"]) for work in references().values() if work.get("URL")}
    addresses |= {str(row["address"]) for row in rows("evidence")}
    assert [f"{address} {fault(address)}" for address in sorted(addresses) if fault(address)] == []
    dois = {str(work["DOI"]) for work in references().values() if work.get("DOI")}
    assert [doi for doi in sorted(dois) if not DOI.fullmatch(f"https://doi.org/{doi}")] == []


@pytest.mark.parametrize(
    "address",
    [
        "https://doi.org/11.1001/x",
        "https://doi.org/10.1001",
        "ftp://a.org",
        "https://nowhere",
        "https://a.org/?utm_x=1",
    ],
)
def test_a_malformed_address_is_noticed(address: str) -> None:
    assert fault(address)
