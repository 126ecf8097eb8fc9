"""The pictures of the course in Chromium: nothing clipped, nothing overlapping, readable in every theme."""

from collections.abc import Callable
from pathlib import Path

import pytest
from mirrorwell.course.publish.assets import assets
from mirrorwell.course.publish.markdown import converter
from playwright.sync_api import Page, expect

PICTURES = Path(__file__).parents[2] / "modules" / "pictures"
NAMES = sorted(file.stem for file in PICTURES.glob("*.svg"))
WIDEST = ':root { --mw-font: Verdana, "DejaVu Sans", sans-serif !important; }'
CAPTION = "What the picture is about. Our own drawing."

# Where each text stands, in the units of its picture; text on a curve is taken letter by letter.
TEXTS = """() => [...document.querySelectorAll("svg[viewBox] text")].map(text => {
  const curved = text.querySelector("textPath");
  const boxes = curved ? Array.from({ length: text.getNumberOfChars() }, (_, at) => text.getExtentOfChar(at)) : [text.getBBox()];
  const size = parseFloat(getComputedStyle(text).fontSize);
  return {
    said: text.textContent, size: size * text.getScreenCTM().d, width: text.ownerSVGElement.viewBox.baseVal.width,
    height: text.ownerSVGElement.viewBox.baseVal.height, missing: curved ? text.textContent.length - text.getNumberOfChars() : 0,
    // Without the air that a line has above and below its letters.
    boxes: boxes.map(({ x, y, width, height }) => [x, y + height * 0.14, x + width, y + height * 0.94]),
  };
})"""
# The contrast of each text with what lies under its middle.
CONTRAST = """() => [...document.querySelectorAll("svg[viewBox] text")].map(text => {
  const light = color => {
    const [r, g, b] = color.match(/[\\d.]+/g).map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  text.scrollIntoView({ block: "center" });
  const at = Math.floor(text.getNumberOfChars() / 2);
  const box = text.getExtentOfChar(at), to = text.getScreenCTM();
  const point = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2);
  const seen = point.matrixTransform(to);
  const under = document.elementsFromPoint(seen.x, seen.y).find(each => each.matches("path, rect, circle"));
  if (!under) return { said: text.textContent, ratio: 0 };
  const there = seen.matrixTransform(under.getScreenCTM().inverse());
  const stroked = getComputedStyle(under).stroke !== "none" && under.isPointInStroke(there);
  const pair = [getComputedStyle(text).fill, getComputedStyle(under)[stroked ? "stroke" : "fill"]].map(light).sort((a, b) => b - a);
  return { said: text.textContent, ratio: (pair[0] + 0.05) / (pair[1] + 0.05) };
})"""
GROUND = "document.querySelector('svg[viewBox] path').computedStyleMap().get('fill').toString()"


@pytest.fixture
def lesson(tmp_path: Path, page: Callable[..., Page]) -> Callable[..., Page]:
    """A page in our frame's styles that shows one picture as a lesson does."""

    def show(name: str, root: str = "", **options: object) -> Page:
        # Axe would fetch a linked style sheet, which a file may not: styles stand in the page.
        style = "".join(assets()[file].body.decode() for file in ("tokens.css", "page.css"))
        for font in [asset for asset in assets().values() if asset.name.startswith("fonts/")]:
            (tmp_path / "fonts").mkdir(exist_ok=True)
            (tmp_path / font.name).write_bytes(font.body)
        text = converter(lambda notebook: None)(
            f'Before.\n\n![A test](pictures/{name}.svg "{CAPTION}")\n\nAfter.'
        )
        (tmp_path / "lesson.html").write_text(
            f'<!doctype html><html lang="en" data-mw-page {root}><head><meta charset="utf-8"><title>Pictures</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<style>{style}</style></head><body><main class="page"><h1>Pictures</h1><div class="lesson with-side"><div class="lesson-main">{text}</div></div></main></body></html>',
            encoding="utf-8",
        )
        shown = page((tmp_path / "lesson.html").as_uri(), **options)
        assert shown.evaluate(
            "document.fonts.ready.then(fonts => [...fonts].some(font => font.status === 'loaded'))"
        )
        return shown

    return show


def faults(shown: Page) -> list[str]:
    """Texts that leave their picture, and pairs of texts that touch."""
    texts = shown.evaluate(TEXTS)
    assert len(texts) > 5
    found = [f"{text['said']!r} runs off its curve" for text in texts if text["missing"]]
    for at, text in enumerate(texts):
        for left, top, right, bottom in text["boxes"]:
            if left < 6 or top < 6 or right > text["width"] - 6 or bottom > text["height"] - 6:
                found.append(f"{text['said']!r} leaves its picture: {left, top, right, bottom}")
        for other in texts[at + 1 :]:
            if any(_touch(one, two) for one in text["boxes"] for two in other["boxes"]):
                found.append(f"{text['said']!r} touches {other['said']!r}")
    return found


def _touch(one: list[float], two: list[float]) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def pale(shown: Page) -> list[str]:
    return [
        f"{text['said']!r}: {text['ratio']:.2f}" for text in shown.evaluate(CONTRAST) if text["ratio"] < 4.5
    ]


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_a_picture_is_clipped_small_or_upon_another(
    name: str, width: int, lesson: Callable[..., Page]
) -> None:
    shown = lesson(name, width=width)
    assert faults(shown) == []
    assert min(text["size"] for text in shown.evaluate(TEXTS)) >= 14
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    shown.add_style_tag(content=WIDEST)
    assert faults(shown) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_a_picture_can_be_read_in_every_theme_and_has_its_name_and_caption(
    name: str, theme: str, lesson: Callable[..., Page], axe: Callable[..., list[str]]
) -> None:
    shown = lesson(name, theme=theme)
    expect(shown.get_by_role("img", name="A test")).to_be_visible()
    expect(shown.get_by_role("figure").locator("figcaption")).to_have_text(CAPTION)
    assert axe(shown) == []
    assert pale(shown) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_can_be_read_in_forced_colors(name: str, lesson: Callable[..., Page]) -> None:
    assert pale(lesson(name, theme="dark", forced_colors="active")) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_follows_the_page_and_not_the_system_and_prints_light(
    name: str, lesson: Callable[..., Page]
) -> None:
    light = lesson(name, theme="light").evaluate(GROUND)
    dark = lesson(name, theme="dark").evaluate(GROUND)
    assert light != dark
    assert lesson(name, 'data-theme="light"', theme="dark").evaluate(GROUND) == light
    assert lesson(name, 'data-theme="dark"', theme="light").evaluate(GROUND) == dark
    printed = lesson(name, theme="dark")
    printed.emulate_media(media="print")
    assert printed.evaluate(GROUND) == light
    box = printed.locator("svg").bounding_box()
    assert box and box["height"] < 960


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_the_file_alone_is_complete_in_the_theme_of_the_system(
    name: str, theme: str, page: Callable[..., Page], lesson: Callable[..., Page]
) -> None:
    shown = page((PICTURES / f"{name}.svg").as_uri(), theme=theme)
    assert faults(shown) == []
    assert pale(shown) == []
    assert shown.evaluate(GROUND) == lesson(name, theme=theme).evaluate(GROUND)
