"""The pictures of the course: safe and small files that stand alone, each shown by a notebook with its words beside it."""

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from mirrorwell import datasets

MODULES = Path(__file__).parents[3] / "modules"
FILES = sorted((MODULES / "pictures").glob("*.svg"))
NAMES = [file.stem for file in FILES]
SVG = "{http://www.w3.org/2000/svg}"
NARROWEST = 288  # what a picture has for itself in a window of 320 px
LEAST = 14  # px of its smallest text there
MOST = 20_000  # bytes

SHOWN = re.compile(r"^!\[([^\]]*)\]\(pictures/([^)\s]+)\.svg(?: \"([^\"]*)\")?\)$", re.MULTILINE)
BESIDE = re.compile(r"\A\s*<details><summary>[^<]+</summary>\n\n(.+?)\n\n</details>", re.DOTALL)
STYLES = (
    *(MODULES.parent / "course").rglob("*.css"),
    *(MODULES.parent / "widgets" / "static").glob("*.css"),
)


@pytest.fixture(params=FILES, ids=NAMES)
def file(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture
def picture(file: Path) -> ElementTree.Element:
    return ElementTree.fromstring(file.read_text(encoding="utf-8"))


def style(picture: ElementTree.Element) -> str:
    return "".join(element.text or "" for element in picture.iter(f"{SVG}style"))


def classes(picture: ElementTree.Element) -> set[str]:
    return {name for element in picture.iter() for name in element.get("class", "").split()}


def words(picture: ElementTree.Element, *endings: str) -> list[str]:
    """What is written in the picture in texts of these classes."""
    texts = (element for element in picture.iter(f"{SVG}text"))
    return ["".join(text.itertext()) for text in texts if text.get("class", "").endswith(endings)]


def plain(text: str) -> str:
    return re.sub(r"[*_]|<[^>]+>", "", text).casefold()


def test_the_pictures_of_the_course_are_there() -> None:
    assert NAMES == ["chain", "nested-systems", "timeline"]


def test_a_picture_says_what_it_is_and_what_it_shows(picture: ElementTree.Element) -> None:
    title, description = picture.findall(f"{SVG}title"), picture.findall(f"{SVG}desc")
    assert len(title) == len(description) == 1
    assert len(title[0].text or "") > 20
    assert len(description[0].text or "") > 100
    assert picture.get("role") == "img"
    assert (picture.get("aria-labelledby") or "").split() == [title[0].get("id"), description[0].get("id")]


def test_a_picture_runs_nothing_and_asks_for_nothing(file: Path, picture: ElementTree.Element) -> None:
    tags = {element.tag.removeprefix(SVG) for element in picture.iter()}
    assert tags <= {"svg", "title", "desc", "style", "g", "path", "rect", "circle", "text", "textPath"}
    for element in picture.iter():
        for name, value in element.items():
            assert not name.startswith("on") and name != "style", f"{name} in {element.tag}"
            assert "href" not in name or value.startswith("#"), f"a reference to outside: {value}"
    assert not re.search(r"url\(|@import|@font-face|expression", style(picture))
    text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "", 1)
    assert "://" not in text
    assert "<!" not in text


def test_a_picture_is_small_and_drawn_upright(file: Path, picture: ElementTree.Element) -> None:
    assert file.stat().st_size < MOST
    left, top, width, height = (float(part) for part in picture.get("viewBox", "").split())
    assert (left, top) == (0, 0)
    assert 320 <= width <= 400 and height > width
    # As an image it has a size of its own, of the same shape.
    assert float(picture.get("width", "0")) / width == pytest.approx(
        float(picture.get("height", "0")) / height
    )


def test_text_stays_readable_on_the_narrowest_screen(picture: ElementTree.Element) -> None:
    width = float(picture.get("viewBox", "").split()[2])
    sizes = [float(size) for size in re.findall(r"([\d.]+)px/", style(picture))]
    sizes += [float(size) for size in re.findall(r"font-size:\s*([\d.]+)px", style(picture))]
    assert sizes and min(sizes) * NARROWEST / width >= LEAST
    assert not [element for element in picture.iter() if element.get("font-size") or element.get("transform", "").startswith(("scale", "matrix"))]  # fmt: skip


def test_every_rule_of_a_picture_stays_in_it(file: Path, picture: ElementTree.Element) -> None:
    root = picture.get("class") or ""
    assert re.fullmatch(r"mw[a-z]", root)
    rules = re.sub(r"@media[^{]+\{", "", style(picture))
    selectors = [each.strip() for rule in re.findall(r"([^{}]+)\{", rules) for each in rule.split(",")]
    assert selectors
    for selector in selectors:
        assert re.fullmatch(rf"\.{root}( (\.{root}-[a-z0-9]+|text))?", selector), (
            f"leaves the picture: {selector}"
        )
    assert {name for name in classes(picture) if name != root and not name.startswith(f"{root}-")} == set()
    assert set(re.findall(r"(?<!-)--(?!mw-)([a-z0-9-]+):", style(picture))) == set(re.findall(rf"--({root}-[a-z0-9]+):", style(picture)))  # fmt: skip
    ids = [element.get("id") for element in picture.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_no_two_pictures_and_no_style_of_ours_share_a_class() -> None:
    roots = [ElementTree.fromstring(file.read_text(encoding="utf-8")).get("class") for file in FILES]
    assert len(roots) == len(set(roots))
    ours = "\n".join(file.read_text(encoding="utf-8") for file in STYLES)
    assert not [root for root in roots if re.search(rf"\.{root}(-[a-z]|\b)", ours)]


def test_a_picture_follows_the_theme_of_the_page_and_the_system_alone(picture: ElementTree.Element) -> None:
    text = style(picture)
    for media in ("screen and (prefers-color-scheme: dark)", "(forced-colors: active)"):
        assert f"@media {media} {{" in text
    colors = [value for element in picture.iter() for value in (element.get("fill"), element.get("stroke"))]
    assert set(colors) <= {None, "none"}
    own = re.findall(r"(?:fill|stroke): ([^;]+);", text)
    assert own and not [value for value in own if value != "none" and not value.startswith("var(--")]
    tokens = set(re.findall(r"(--mw-[a-z0-9-]+)", text))
    known = (MODULES.parent / "widgets" / "static" / "_tokens.css").read_text(encoding="utf-8")
    assert {token for token in tokens if f"{token}:" not in known} == set()


def test_the_colors_of_a_picture_alone_are_the_tokens_of_the_course(picture: ElementTree.Element) -> None:
    known = (MODULES.parent / "widgets" / "static" / "_tokens.css").read_text(encoding="utf-8")
    light, dark = known.split("prefers-color-scheme: dark", 1)
    for at, values in enumerate(
        re.findall(r"\{ ((?:--mw[a-z]-[a-z0-9]+: var\([^)]+\); ?)+)\}", style(picture))[:2]
    ):
        for token, color in re.findall(r"var\((--mw-[a-z0-9-]+), (#[0-9a-f]{6})\)", values):
            assert f"{token}: {color};" in (light, dark)[at], f"{token} is not {color}"


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_is_shown_by_a_notebook(name: str, passages: list[Any]) -> None:
    assert [
        str(passage) for passage in passages for _, shown, _ in SHOWN.findall(passage.text) if shown == name
    ]


def test_what_a_notebook_shows_exists_and_has_its_words_beside_it(passages: list[Any]) -> None:
    for passage in passages:
        assert passage.text.count("![") == len(SHOWN.findall(passage.text)), (
            f"a picture within a text: {passage}"
        )
        for found in SHOWN.finditer(passage.text):
            alternative, name, caption = found.groups()
            assert name in NAMES, f"no such picture: {name} in {passage}"
            assert len(alternative) > 20, f"no alternative text: {passage}"
            assert caption, f"no caption: {passage}"
            assert BESIDE.match(passage.text[found.end() :]), f"no words right after the picture: {passage}"


@pytest.mark.parametrize(
    ("name", "endings"),
    [("timeline", ("-year",)), ("nested-systems", ("-insun", "-infam", "-on", "-soc")), ("chain", ("-name", "-holds"))],
)  # fmt: skip
def test_the_words_beside_a_picture_name_all_its_parts(
    name: str, endings: tuple[str, ...], passages: list[Any]
) -> None:
    parts = words(ElementTree.fromstring((MODULES / "pictures" / f"{name}.svg").read_text("utf-8")), *endings)
    assert len(parts) == {"timeline": 10, "nested-systems": 6, "chain": 24}[name]
    for passage in passages:
        for found in SHOWN.finditer(passage.text):
            beside = BESIDE.match(passage.text[found.end() :])
            if found[2] == name and beside:
                said = plain(beside[1])
                assert [part for part in parts if plain(part) not in said] == [], f"not in words: {passage}"


def test_the_figures_in_the_timeline_are_those_of_the_data() -> None:
    said = " ".join(
        ElementTree.fromstring((MODULES / "pictures" / "timeline.svg").read_text("utf-8")).itertext()
    )
    (triads,) = datasets.rows("evidence", measure="tracey_triads")
    (studies,) = datasets.rows("evidence", measure="watkins_studies")
    assert f"Study: {triads['estimate']:.0f} triads" in said
    assert f"Review: {['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven'][int(studies['estimate'])]} studies" in said  # fmt: skip
