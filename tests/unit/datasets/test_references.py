"""The works a module lists are the works of references.json."""

import re
from pathlib import Path

import nbformat
import pytest
from mirrorwell.datasets import references

MODULES = Path(__file__).parents[3] / "modules"
# One work of a reference list stands on one line, which begins with the anchor that the text cites.
ENTRY = re.compile(r'id="ref-([a-z0-9_]+)"></span>(.+)')
# Autolinks end at the bracket; a DOI may itself hold parentheses.
PRINTED_DOI = re.compile(r"<https?://(?:dx\.)?doi\.org/([^>\s]+)>")


def listed() -> list[tuple[str, str, str]]:
    """Notebook, id and printed text of every entry of every reference list."""
    return [
        (path.name, *entry)
        for path in sorted(MODULES.glob("[0-9]*.ipynb"))
        for cell in nbformat.read(path, 4).cells
        for entry in ENTRY.findall(cell.source)
    ]


LISTED = listed()


def test_the_modules_list_works_and_print_dois() -> None:
    assert len(LISTED) >= 2
    # Every printed DOI is read: none stands in a form that the pattern would pass over.
    assert [key for _, key, text in LISTED if "doi.org/" in text and not PRINTED_DOI.search(text)] == []
    assert any(PRINTED_DOI.search(text) for _, _, text in LISTED)


@pytest.mark.parametrize(("notebook", "key", "text"), LISTED, ids=[f"{n[:2]}-{k}" for n, k, _ in LISTED])
def test_the_doi_a_module_prints_is_that_of_the_reference(notebook: str, key: str, text: str) -> None:
    works = references()
    assert key in works, f"{notebook} lists {key}, which is not in references.json"
    printed = PRINTED_DOI.search(text)
    if printed:
        assert works[key].get("DOI") == printed[1], f"{notebook} prints another DOI for {key}"
