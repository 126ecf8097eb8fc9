"""Pages as files: everything they load lies beside them, once, and what would lead elsewhere stands on the page or is text."""

import json
import re
from pathlib import PurePosixPath

import pytest
from lxml import html
from mirrorwell.course.outline import course
from mirrorwell.course.publish.bundle import bundle, models_json, without
from mirrorwell.course.publish.licenses import licenses
from mirrorwell.course.publish.pages import asset_files, lesson_page, other_pages
from mirrorwell.course.publish.place import Alone, Beside, Packaged
from mirrorwell.course.publish.recorded import Recorded
from mirrorwell.course.site import Site

MODULE = course().modules[4]


def page(held: Recorded, frame: Beside) -> html.HtmlElement:
    return html.document_fromstring(
        lesson_page(MODULE, held, frame, bundle({MODULE.notebook: held}).scripts[MODULE.notebook])
    )


def loaded(root: html.HtmlElement) -> list[str]:
    return [*root.xpath("//script/@src"), *root.xpath("//link/@href"), *root.xpath("//img/@src")]


@pytest.mark.parametrize(
    "frame", [Alone(), Beside(base="../"), Packaged(base="../", first=("tracker.js", "notice.css"))]
)
def test_all_that_a_page_loads_lies_beside_it(held: Recorded, frame: Beside) -> None:
    made = {f"assets/{name}" for name in bundle({MODULE.notebook: held}).files} | set(asset_files())
    made |= {"assets/tracker.js", "assets/notice.css"}
    for address in loaded(page(held, frame)):
        assert address.removeprefix(frame.base) in made
    for name, body in asset_files().items():
        for inside in re.findall(rb"url\(([^)]+)\)", body) if name.endswith(".css") else []:
            assert str(PurePosixPath(name).parent / inside.decode().strip("\"'")) in made


def test_no_source_of_a_cell_and_no_wait_for_a_kernel_is_in_a_page(held: Recorded) -> None:
    text = html.tostring(page(held, Alone()), encoding="unicode")
    assert "mirrorwell.widgets import" not in text and "voila" not in text and "live.js" not in text


@pytest.mark.parametrize("frame", [Alone(), Beside(base="../")])
def test_ids_are_unique_and_anchors_lead_somewhere(held: Recorded, frame: Beside) -> None:
    root = page(held, frame)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    for anchor in root.xpath("//a/@href[starts-with(., '#')]"):
        assert anchor == "#" or anchor[1:] in ids, anchor


def test_a_page_that_stands_alone_explains_its_words_and_leads_to_no_other_page(held: Recorded) -> None:
    root = page(held, Alone(site=Site(contact="Dana, room 4")))
    addresses = root.xpath("//a/@href")
    assert all(address.startswith(("#", "https://", "http://", "tel:", "sms:")) for address in addresses)
    explained = set(root.xpath("//dl[@class='terms']/div/@id"))
    used = {address[1:] for address in root.xpath("//a[@class='term']/@href")}
    assert explained == used != set()
    assert "Dana, room 4" in root.xpath("string(//section[@id='problem'])")
    assert root.xpath("//section[@id='about']")


def test_links_to_other_modules_are_words_without_a_host_and_marked_links_with_one(held: Recorded) -> None:
    other = course().modules[5]
    alone = html.tostring(page(held, Alone()), encoding="unicode")
    assert f"modules/{other.id}" not in alone and other.notebook not in alone
    assert f"</strong> What protects (Module {other.number}) teaches the same" in alone
    hosted = page(held, Alone(link_base="https://learn.example.org/c/"))
    (link, *_) = hosted.xpath(f"//a[@href='https://learn.example.org/c/modules/{other.id}']")
    assert link.get("target") == "_blank" and link.get("rel") == "noopener noreferrer"
    assert "(another site, in a new tab)" in link.text_content()


def test_in_a_package_every_other_site_gets_a_tab_of_its_own(held: Recorded) -> None:
    frame = Packaged(base="")
    texts = [*other_pages(frame).values(), lesson_page(MODULE, held, frame, [])]
    for text in texts:
        for link in html.document_fromstring(text).xpath("//a[starts-with(@href, 'http')]"):
            assert link.get("target") == "_blank", link.get("href")


def test_where_results_go_is_said_by_the_page_or_left_to_the_tracker(held: Recorded) -> None:
    (stays,) = page(held, Alone()).xpath("//*[@data-results]")
    assert stays.text_content() == "Results stay in this browser. Nothing is sent anywhere."
    tracked = page(held, Alone(first=("tracker.js",)))
    assert tracked.xpath("string(//*[@data-results])") == ""
    assert len(tracked.xpath("//*[@data-sent]")) == 1
    assert not page(held, Alone()).xpath("//*[@data-sent]")


def test_each_script_travels_once_however_many_widgets_use_it(held: Recorded) -> None:
    made = bundle({MODULE.notebook: held})
    texts: list[str] = []
    for body in made.files.values():
        listed = re.fullmatch(r"Object\.assign\(.+?\?\?=\{\},(.+)\);\n", body.decode(), re.DOTALL)
        assert listed
        texts += json.loads(listed[1])
    assert len(texts) == len(set(texts))
    named = {
        part
        for traits in json.loads(models_json(held)).values()
        for key in ("_esm", "_css", "text")
        if isinstance(traits.get(key), list)
        for part in traits[key]
    }
    assert named == set(texts)
    assert made.scripts[MODULE.notebook] == [
        "widgets.js", "downloads-ace.js", "explorer-charts.js", "figures-ace.js", "vega.js",
    ]  # fmt: skip


def test_a_long_value_of_several_widgets_stands_in_the_page_once(held: Recorded) -> None:
    models = json.loads(models_json(held))
    places = [
        traits[key]["same"]
        for traits in models.values()
        for key in traits
        if isinstance(traits[key], dict) and "same" in traits[key]
    ]
    assert places
    for name, key in places:
        assert isinstance(held.models[name][key], dict) and models[name][key] == held.models[name][key]


def test_without_its_datasets_an_explorer_keeps_all_else(held: Recorded) -> None:
    lean = without(held, "_downloads")
    made = bundle({MODULE.notebook: lean})
    assert "downloads-ace.js" not in made.files and "figures-ace.js" in made.files
    assert {name for name, traits in lean.models.items() if "_esm" in traits} == {
        name for name, traits in held.models.items() if "_esm" in traits
    }


def test_nothing_in_a_value_can_end_the_script_element_it_stands_in(held: Recorded) -> None:
    spoiled = Recorded(
        held.cells, {"m0": {**held.models["m0"], "prompt": "</script><script>alert(1)"}}, held.texts
    )
    assert "</script" not in models_json(spoiled)
    assert json.loads(models_json(spoiled))["m0"]["prompt"] == "</script><script>alert(1)"


def test_a_lean_package_carries_two_fonts_and_its_style_names_no_other() -> None:
    lean = asset_files(lean=True)
    fonts = {name for name in lean if name.endswith(".woff2")}
    assert fonts == {"assets/fonts/atkinson-400-normal.woff2", "assets/fonts/atkinson-700-normal.woff2"}
    named = re.findall(rb"fonts/[\w-]+\.woff2", lean["assets/page.css"])
    assert {f"assets/{name.decode()}" for name in named} == fonts


def test_whose_work_is_carried_is_said() -> None:
    few, all_of_it = licenses([]).decode(), licenses(["assets/vega.js"]).decode()
    assert "SIL OPEN FONT LICENSE" in few and "CC BY 4.0" in few and "\nvega " not in few
    assert "\nvega " in all_of_it and all_of_it.startswith(few[:200])


def test_the_start_of_a_package_says_who_keeps_results_and_teaches_nobody_to_serve(held: Recorded) -> None:
    start = other_pages(Packaged())
    assert "Your learning system keeps" in start["start.html"]
    assert "mirrorwell serve" not in start["start.html"]
    assert "lms.html" not in start
    assert "This browser remembers" in other_pages(Beside())["index.html"]
