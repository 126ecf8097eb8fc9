"""Our own words: no run of eight words is shared with the articles the course grew from, except titles and quotations.

The articles are not ours to keep here. `source_runs.txt` holds a hash of each run of eight words in them; to make it
again from their texts: `python tests/unit/modules/test_own_words.py FILE.txt ...`.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from mirrorwell.datasets import cite_reference, references

RUN = 8
HERE, ROOT = Path(__file__).parent, Path(__file__).parents[3]
RUNS, QUOTED = HERE / "source_runs.txt", HERE / "quotations.toml"
FILES = sorted(
    path
    for folder in ("modules", "course", "widgets", "datasets/data")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".ipynb", ".md", ".toml", ".j2", ".py", ".js", ".csv", ".json", ".svg"}
    and not {"vendor", "__pycache__"} & set(path.parts)
)


def tokens(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))


def hashed(run: list[str]) -> str:
    return sha256(" ".join(run).encode()).hexdigest()[:12]


def body(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".ipynb":
        return text
    return "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])


@pytest.fixture(scope="module")
def known() -> frozenset[str]:
    return frozenset(RUNS.read_text(encoding="utf-8").split())


@pytest.fixture(scope="module")
def quotations() -> list[dict[str, str]]:
    """What is quoted on purpose, each with its author and year and the mark it stands in."""
    return tomllib.loads(QUOTED.read_text(encoding="utf-8"))["quotation"]


@pytest.fixture(scope="module")
def allowed(quotations: list[dict[str, str]]) -> list[str]:
    """References as they are printed, and quotations; spaces around, so that only whole words match."""
    printed = [cite_reference(id) for id in references()]
    return [f" {' '.join(tokens(text))} " for text in (*printed, *(each["text"] for each in quotations))]


def shared(text: str, known: frozenset[str]) -> Iterator[str]:
    """Each longest run of words that the text shares with an article."""
    said = tokens(text)
    hits = [at for at in range(len(said) - RUN + 1) if hashed(said[at : at + RUN]) in known]
    while hits:
        first = last = hits.pop(0)
        while hits and hits[0] == last + 1:
            last = hits.pop(0)
        yield " ".join(said[first : last + RUN])


def test_nothing_is_shared_with_the_articles_but_titles_and_short_quotations(
    known: frozenset[str], allowed: list[str]
) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {run}"
        for path in FILES
        for run in shared(body(path), known)
        if not any(f" {run} " in text for text in allowed)
    ]
    assert not found


def test_a_quotation_is_short_and_names_its_author_and_year(quotations: list[dict[str, str]]) -> None:
    assert all(len(tokens(each["text"])) <= 12 for each in quotations)
    assert all(re.search(r"[A-Z]\w+.*\b(?:19|20)\d\d$", each["by"]) for each in quotations)


def test_a_sentence_of_an_article_would_be_found(known: frozenset[str]) -> None:
    # Part of a reference that two of the articles print: the only kind of text that may stand here.
    title = "Positive childhood experiences and adult mental and relational health in a statewide sample"
    assert list(shared(f"As if it were ours: {title}, said softly.", known)) == [title.lower()]
    assert not list(shared("Renee turns her cup and looks at the river for a while.", known))


if __name__ == "__main__":
    runs = set()
    for name in sys.argv[1:]:
        said = tokens(Path(name).read_text(encoding="utf-8"))
        runs |= {hashed(said[at : at + RUN]) for at in range(len(said) - RUN + 1)}
    RUNS.write_text("\n".join(sorted(runs)) + "\n", encoding="utf-8")
