"""Pictures of notebooks on our pages: drawn in, named by their alternative text, and never the end of a page."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest
from mirrorwell.course.errors import CourseError
from mirrorwell.course.outline import course
from mirrorwell.course.publish import pictures
from mirrorwell.course.publish.frame import Frame
from mirrorwell.course.publish.markdown import converter
from mirrorwell.course.serve.visit import Visit

NAMES = ["chain", "nested-systems", "timeline"]
FIGURE = re.compile(
    r'<figure class="picture"><svg[^>]*>.*?</svg>(?:<figcaption>([^<]*)</figcaption>)?</figure>', re.S
)


@pytest.fixture
def html() -> Callable[[str], str]:
    return converter(lambda notebook: None)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts one picture of the test's own, `pictures/own.svg`, in the place of those of the course."""

    def put(text: str, encoding: str = "utf-8") -> None:
        (tmp_path / "pictures").mkdir(exist_ok=True)
        (tmp_path / "pictures" / "own.svg").write_bytes(text.encode(encoding))
        monkeypatch.setattr(pictures, "files", lambda package: tmp_path)

    return put


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_drawn_in_and_named_by_its_alternative_text(
    name: str, html: Callable[[str], str]
) -> None:
    made = html(f'Before.\n\n![What *it* "shows" & more](pictures/{name}.svg "A <caption> & more")\n\nAfter.')
    (found,) = FIGURE.finditer(made)
    assert found[1] == "A &lt;caption&gt; &amp; more"
    assert "<p><figure" not in made and "<img" not in made
    picture = ElementTree.fromstring(found[0].replace("<figure", '<figure xmlns:x="x"', 1))[0]
    assert picture.get("role") == "img"
    assert picture.get("aria-label") == 'What it "shows" & more'
    assert picture.get("aria-labelledby") is None
    tags = [element.tag.rpartition("}")[2] for element in picture.iter()]
    assert "title" not in tags and "desc" not in tags
    assert "style" in tags and "text" in tags


def test_without_a_caption_there_is_none(html: Callable[[str], str]) -> None:
    assert "figcaption" not in html("![What it shows](pictures/chain.svg)")


def test_no_id_of_a_page_occurs_twice_and_every_mention_finds_its_own(html: Callable[[str], str]) -> None:
    made = "".join(html(f"![What it shows](pictures/{name}.svg)") for name in NAMES * 2)
    ids = re.findall(r' id="([^"]+)"', made)
    assert len(ids) == len(set(ids)) > 0
    mentions = re.findall(r' href="#([^"]+)"', made)
    assert mentions and set(mentions) <= set(ids)


def test_every_kind_of_mention_of_an_id_is_kept(
    own: Callable[[str], None], html: Callable[[str], str]
) -> None:
    own(
        '<svg xmlns="http://www.w3.org/2000/svg" aria-labelledby="t"><title id="t">T</title>'
        '<clipPath id="cut"/><path id="p" clip-path="url(#cut)" fill="#abc"/><use href="#p"/></svg>'
    )
    made = html("![What it shows](pictures/own.svg)")
    for part in ('id="own-1-cut"', 'clip-path="url(#own-1-cut)"', 'href="#own-1-p"', 'fill="#abc"'):
        assert part in made


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("![What it shows](pictures/gone.svg)", r"modules/pictures/gone\.svg cannot be read: .*Put the picture there"),
        ("![](pictures/chain.svg)", r"pictures/chain\.svg has no alternative text\. Write !\["),
        ("![a](https://example.org/a.png)", r"'https://example\.org/a\.png' is no picture of the course"),
        ("![a](pictures/../questions.svg)", r"is no picture of the course\. Name one as"),
        ("Look: ![a](pictures/chain.svg)", r"pictures/chain\.svg stands within a text\. Give it a paragraph"),
        ("- ![a](pictures/chain.svg)", r"stands within a text"),
    ],
)  # fmt: skip
def test_a_picture_that_cannot_be_shown_is_named_in_one_line(
    source: str, says: str, html: Callable[[str], str]
) -> None:
    with pytest.raises(CourseError, match=says) as error:
        html(source)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "encoding", "says"),
    [
        ("<svg><path></svg>", "utf-8", r"own\.svg is not well-formed: mismatched tag.*Correct it there"),
        ("<svg>\xe9</svg>", "latin-1", r"own\.svg is not well-formed"),
        ("<html/>", "utf-8", r"own\.svg is not an SVG picture"),
    ],
)
def test_a_damaged_picture_is_named(
    text: str, encoding: str, says: str, own: Callable[..., None], html: Callable[[str], str]
) -> None:
    own(text, encoding)
    with pytest.raises(CourseError, match=says):
        html("![What it shows](pictures/own.svg)")


def test_a_missing_picture_is_excused_on_the_page_and_named_in_the_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = ["Before.", "![What it shows](pictures/gone.svg)", "After."]
    content = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(cell) for cell in cells])

    async def connected(visit: Visit, executor: object) -> bool:
        return True  # no kernel is needed: no cell runs

    async def run() -> list[str]:
        visit = Visit(course().apps[0], Frame(), content)
        return [block async for block in visit.blocks(None)]

    monkeypatch.setattr(Visit, "_connect", connected)
    before, excused, after = asyncio.run(run())
    assert (before, after) == ("<p>Before.</p>\n", "<p>After.</p>\n")
    assert "could not be shown" in excused
    assert "modules/pictures/gone.svg cannot be read" in caplog.text
