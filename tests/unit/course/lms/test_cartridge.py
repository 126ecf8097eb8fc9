"""Cartridges as a whole: a manifest that Moodle knows, pages that need nothing of ours, files that are all there, honest words."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html
from mirrorwell.course.errors import CourseError
from mirrorwell.course.lms import converted, guide_files
from mirrorwell.course.lms.archive import zip_bytes
from mirrorwell.course.lms.cartridge import cartridge
from mirrorwell.course.lms.own_pages import own_page
from mirrorwell.course.lms.reading import reading
from mirrorwell.course.lms.rules import check
from mirrorwell.course.lms.unit import Unit, units
from mirrorwell.course.outline import course
from mirrorwell.course.site import Site, read
from mirrorwell.widgets import bank

BANK = bank.load()
BASE = "https://courses.example.org/mirrorwell"
NS = {
    "cc": "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1",
    "lomm": "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest",
    "lom": "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource",
    "wl": "http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1",
    "q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2",
}
QUIZ = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
LINK = "imswl_xmlv1p1"
SECOND = course().modules[1]
ODD = 'Ada & Bo <b>"ask"</b> 🙂'
Files = dict[str, bytes]


def unit(module: str | None = None) -> Unit:
    (made,) = units(course(), module, module is None, None)
    return made


@pytest.fixture(scope="module")
def whole() -> Files:
    return cartridge([unit()], BANK, BASE)


@pytest.fixture(scope="module")
def one() -> Files:
    return cartridge([unit(SECOND.id)], BANK, BASE)


@pytest.fixture(scope="module", params=["whole", "one"])
def files(request: pytest.FixtureRequest) -> Files:
    made: Files = request.getfixturevalue(request.param)
    return made


def manifest(files: Files) -> etree._Element:
    return etree.fromstring(files["imsmanifest.xml"])


def resources(files: Files) -> dict[str, etree._Element]:
    return {
        each.get("identifier", ""): each for each in manifest(files).iterfind("cc:resources/cc:resource", NS)
    }


def readings(files: Files) -> dict[str, html.HtmlElement]:
    utf8 = html.HTMLParser(encoding="utf-8")
    return {
        name: html.document_fromstring(body, parser=utf8)
        for name, body in files.items()
        if name.endswith(("/reading.html", "readme.html"))
    }


def said(files: Files, name: str) -> str:
    return " ".join(html.document_fromstring(files[name].decode()).text_content().split())


def test_the_manifest_is_one_that_moodle_and_the_profile_know(files: Files) -> None:
    assert f'<manifest xmlns="{NS["cc"]}"'.encode() in files["imsmanifest.xml"][:1024]
    root = manifest(files)
    assert root.prefix is None
    assert root.findtext("cc:metadata/cc:schema", "", NS) == "IMS Common Cartridge"
    assert root.findtext("cc:metadata/cc:schemaversion", "", NS) == "1.1.0"
    assert root.findtext("cc:metadata/lomm:lom/lomm:general/lomm:title/lomm:string", "", NS)
    (organization,) = root.iterfind("cc:organizations/cc:organization", NS)
    assert organization.get("structure") == "rooted-hierarchy"
    (top,) = organization.iterfind("cc:item", NS)
    assert top.find("cc:title", NS) is None and top.get("identifierref") is None
    for item in top.iterfind(".//cc:item", NS):
        assert item.findtext("cc:title", "", NS).strip()
        folder = item.find("cc:item", NS) is not None
        assert (item.get("identifierref") is None) == folder


def test_identifiers_differ_and_every_reference_leads_somewhere(files: Files) -> None:
    root = manifest(files)
    ids = [value for each in root.iter() if (value := each.get("identifier"))]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z][a-z0-9_.-]*", each) for each in ids)
    referred = {value for each in root.iter() if (value := each.get("identifierref"))}
    assert referred <= set(resources(files))


def test_every_file_is_listed_once_and_every_listed_file_is_there(files: Files) -> None:
    listed = [each.get("href") for each in manifest(files).iterfind(".//cc:file", NS)]
    assert sorted(listed) == sorted(set(files) - {"imsmanifest.xml"})
    for each in resources(files).values():
        inside = [file.get("href") for file in each.iterfind("cc:file", NS)]
        assert each.get("href") in {None, inside[0]}


def test_names_and_references_keep_the_rules_of_packages(files: Files) -> None:
    check(files, None)


def test_resources_have_the_types_of_common_cartridge(whole: Files) -> None:
    kinds: dict[str, list[str]] = {}
    for ident, each in resources(whole).items():
        kinds.setdefault(each.get("type", ""), []).append(ident)
    numbers = [module.number for module in course().modules]
    assert set(kinds) == {"webcontent", QUIZ, LINK}
    assert kinds[QUIZ] == [f"check-{number}" for number in numbers]
    assert kinds[LINK] == [f"link-{number}" for number in numbers]
    assert {f"reading-{module.id}" for module in course().modules} <= set(kinds["webcontent"])


def test_a_module_is_a_folder_with_reading_quiz_and_link_in_the_order_of_the_course(whole: Files) -> None:
    top = manifest(whole).find("cc:organizations/cc:organization/cc:item", NS)
    assert top is not None
    *modules, last = top.iterfind("cc:item", NS)
    assert [each.findtext("cc:title", "", NS) for each in modules] == [
        f"Module {module.number}: {module.title}" for module in course().modules
    ]
    for module, folder in zip(course().modules, modules, strict=True):
        inside = [each.get("identifierref") for each in folder.iterfind("cc:item", NS)]
        assert inside == [f"reading-{module.id}", f"check-{module.number}", f"link-{module.number}"]
    assert last.findtext("cc:title", "", NS) == "For facilitators"


def test_quizzes_hold_what_the_checks_ask_and_no_item_name_comes_twice(whole: Files) -> None:
    seen: list[str] = []
    for module in course().modules:
        quiz = etree.fromstring(whole[f"check-{module.number}/assessment.xml"])
        items = [each.get("ident", "") for each in quiz.iterfind(".//q:item", NS)]
        assert [each.removeprefix(f"check-{module.number}-") for each in items] == [
            question.id.lower().replace(".", "-") for question in BANK.check(module.number)
        ]
        seen += items
    assert len(set(seen)) == len(seen)


def test_readings_have_no_script_no_style_and_nothing_that_hangs_on_them(files: Files) -> None:
    refused = {
        "script",
        "style",
        "iframe",
        "link",
        "object",
        "embed",
        "form",
        "input",
        "button",
        "svg",
        "template",
    }
    for name, page in readings(files).items():
        for each in page.iter(etree.Element):
            assert each.tag not in refused, name
            assert not {
                key for key in each.attrib if key.startswith(("on", "data-")) or key in {"style", "class"}
            }, name
        assert page.get("lang") == "en"
        assert len(page.findall(".//h1")) == len(page.findall(".//main")) == 1


def test_readings_tell_the_whole_module(whole: Files) -> None:
    for module in course().modules:
        page = html.document_fromstring(whole[f"{module.id}/reading.html"].decode())
        assert [section.id for section in module.sections] == [
            each.get("id") for each in page.iter("h2") if each.get("id") in {s.id for s in module.sections}
        ]
        headings = {" ".join(each.text_content().split()) for each in page.iter("h2")}
        assert {section.title for section in module.sections} <= headings
    tables = sum(len(page.findall(".//table")) for page in readings(whole).values())
    notebook = html.fragment_fromstring("".join(map(own_page, course().modules)), create_parent=True)
    assert tables == len(notebook.findall(".//table")) > 20


def test_pictures_are_files_beside_the_page_with_words(one: Files) -> None:
    page = html.document_fromstring(one[f"{SECOND.id}/reading.html"].decode())
    images = page.findall(".//img")
    assert [each.get("src") for each in images] == ["timeline.svg", "nested-systems.svg"]
    assert all(len(each.get("alt") or "") > 20 for each in images)
    for each in images:
        picture = etree.fromstring(one[f"{SECOND.id}/{each.get('src')}"])
        assert picture.get("viewBox") and picture.get("width")
        # A colour that our pages set has one of its own to fall back on.
        assert not re.search(rb"var\(--mw-[a-z0-9-]+\)", one[f"{SECOND.id}/{each.get('src')}"])


def links(page: html.HtmlElement) -> Iterator[str]:
    yield from (each.get("href", "") for each in page.iter("a"))


def test_links_of_readings_stay_on_the_page_or_lead_to_another_site(files: Files) -> None:
    for name, page in readings(files).items():
        ids = [value for each in page.iter(etree.Element) if (value := each.get("id"))]
        assert len(set(ids)) == len(ids), name
        for href in links(page):
            if href.startswith("#"):
                assert href[1:] in ids, (name, href)
            else:
                assert urlsplit(href).scheme in {"https", "tel", "sms"}, (name, href)


def test_words_are_explained_at_the_end_of_the_page(one: Files) -> None:
    page = html.document_fromstring(one[f"{SECOND.id}/reading.html"].decode())
    words = [href for href in links(page) if href.startswith("#word-")]
    assert "#word-parallel-process" in words
    listed = {each.get("id") for each in page.iter("dt")}
    assert {f"#{each}" for each in listed} == set(words)


def test_every_reading_ends_with_support_in_the_words_of_the_host() -> None:
    site = read('contact = "Ask Ada & Bo"\nemergency_number = "112"\n', "site.toml")
    page = reading("One", "<p>Text</p>", site).page.decode()
    text = html.document_fromstring(page).text_content()
    for word in ("In immediate danger: 112.", "Ask Ada & Bo", "988", "Find A Helpline"):
        assert word in text
    assert "nothing records that you opened" not in text
    assert 'href="tel:988"' in page


def test_a_published_page_loses_what_cannot_live_in_a_cartridge() -> None:
    drawing = '<svg class="mwc" role="img" aria-label="Twelve links"><path d="M0 0"/></svg>'
    body = (
        f'<h2 id="a" class="x" data-section onclick="go()" style="color:red">A</h2><script>1</script><style>p{{}}</style>'
        f'<iframe src="x.html"></iframe><template data-model="m0">x</template><figure>{drawing}<figcaption>C</figcaption></figure>'
        '<p>See <a href="02-parallel-process.ipynb">Module 2</a>, <a href="#a">above</a>, <a href="#gone">gone</a>, '
        '<a class="term" href="glossary#burnout" data-meaning="m">burnout</a> and '
        '<a href="https://example.org/">a site<span class="outside" aria-hidden="true"></span></a>, '
        '<data value="evidence?measure=x">93%</data>.</p><svg aria-hidden="true"><path/></svg>'
        '<ul><li><span id="ref-x"></span>Source</li></ul><button>Press</button>tail'
    )
    made = reading("One", body, Site())
    page = made.page.decode().partition('<h2 id="words-on-this-page">')[0]
    assert (
        '<h2 id="a">A</h2><figure><img src="chain.svg" alt="Twelve links"><figcaption>C</figcaption></figure>'
        '<p>See Module 2, <a href="#a">above</a>, gone, <a href="#word-burnout">burnout</a> and '
        '<a href="https://example.org/">a site</a>, 93%.</p><ul><li id="ref-x">Source</li></ul>tail'
    ) in page
    assert list(made.pictures) == ["chain.svg"]


def test_a_drawing_that_is_no_picture_of_the_course_is_named() -> None:
    with pytest.raises(CourseError, match=r"^The drawing 'A chart' is no picture of the course\. Put it"):
        reading("One", '<svg aria-label="A chart"></svg>', Site())


def test_links_to_a_hosted_course_are_there_only_when_it_is_named(one: Files) -> None:
    link = etree.fromstring(one["link-2/weblink.xml"])
    assert link.tag == f"{{{NS['wl']}}}webLink"
    (url,) = link.iterfind("wl:url", NS)
    assert url.get("href") == f"{BASE}/modules/{SECOND.id}"
    assert link.findtext("wl:title", "", NS) == f"Module 2: {SECOND.title}"
    assert f"{BASE}/modules/{SECOND.id}" in list(links(readings(one)[f"{SECOND.id}/reading.html"]))
    without = cartridge([unit(SECOND.id)], BANK)
    assert not [name for name in without if "link" in name]
    assert LINK not in {each.get("type") for each in resources(without).values()}
    assert "no address was given" in said(without, "readme.html")


@pytest.mark.parametrize(
    "base",
    [
        "ftp://example.org/",
        "courses.example.org",
        "https://",
        "javascript:alert(1)",
        "http://[",
        "https://x.org/?a=1",
        "https://x.org/a b",
    ],
)
def test_a_link_base_that_is_no_web_address_is_named(base: str) -> None:
    with pytest.raises(CourseError) as caught:
        cartridge([unit(SECOND.id)], BANK, base)
    assert repr(base) in str(caught.value) and "Write where the course is hosted" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_cartridge_of_nothing_is_refused() -> None:
    with pytest.raises(CourseError, match="No module is given"):
        cartridge([], BANK)


def test_a_module_has_its_own_part_of_the_guide_and_no_link_into_the_rest(one: Files) -> None:
    pages = {name for name in one if name.startswith("guide/") and name.endswith(".html")}
    kinds = (
        "run-2",
        "take-away-2",
        "evaluation-2",
        "handout-support",
        "handout-rings",
        "handout-scenes-a",
        "picture-timeline",
    )
    assert {f"guide/{kind}.html" for kind in kinds} <= pages
    assert not [name for name in pages if re.search(r"-(?:1|3|4|5|6|7|8|b|c|d)\.html", name)]
    for name in pages:
        for href in links(html.document_fromstring(one[name].decode())):
            parts = urlsplit(href)
            target = posixpath.normpath(posixpath.join("guide", unquote(parts.path))) if parts.path else name
            assert parts.scheme or target in one, (name, href)
    text = said(one, "guide/run-2.html")
    assert "Safety plan" in text and "Slides" not in text and "Pages to print" not in text
    assert b'<span class="brand">' in one["guide/run-2.html"]


def test_the_whole_course_has_the_whole_guide_as_it_is_built(whole: Files) -> None:
    guide = guide_files.read_guide(Site())
    built = {f"guide/{name}": page.encode() for name, page in guide_files.render(guide)}
    assert {name: whole[name] for name in built} == built
    top = manifest(whole).findall(".//cc:item", NS)
    opened = {each.get("identifierref") for each in top}
    assert {"readme", "guide-index", "guide-safety"} <= opened


def test_what_is_for_facilitators_is_marked_so_and_nothing_else_is(files: Files) -> None:
    role = "cc:metadata/lom:lom/lom:educational/lom:intendedEndUserRole"
    for ident, each in resources(files).items():
        marked = each.findtext(f"{role}/lom:value", "", NS) == "Instructor"
        assert marked == (ident == "readme" or (ident.startswith("guide-") and ident != "guide-style")), ident
        if marked:
            assert each.findtext(f"{role}/lom:source", "", NS) == "IMSGLC_CC_Rolesv1p1"
    for page in [
        each
        for ident, each in resources(files).items()
        if ident.startswith("guide-") and ident != "guide-style"
    ]:
        assert [each.get("identifierref") for each in page.iterfind("cc:dependency", NS)] == ["guide-style"]


def test_the_readme_says_what_is_missing_changed_and_untried(whole: Files, one: Files) -> None:
    text = said(whole, "readme.html")
    for question in BANK.questions:
        assert (f"{question.id}, module" in text) == (question.kind in {"match", "order", "number"})
    for word in (
        "They are in the SCORM packages", "The post-test", "the course uses 80 percent", "They ask no learning system",
        "It has been certified by nobody", "fixed mixed order", f"{BASE}/", "credit in parts", "marked for instructors only",
    ):  # fmt: skip
        assert word in text, word
    text = said(one, "readme.html")
    assert [found for found in re.findall(r"Q\d+\.\d+", text)] == ["Q2.8", "Q2.9"]
    assert "post-test" not in text


def test_a_dropped_question_is_named_in_the_readme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converted, "near_values", lambda question: [])
    made = cartridge([unit("reading-ace-evidence-with-care")], BANK)
    assert "Q5.8, module 5: was left out" in said(made, "readme.html")
    assert b"check-5-q5-8" not in made["check-5/assessment.xml"]


def test_odd_characters_survive_in_titles() -> None:
    made = cartridge([replace(unit(SECOND.id), title=ODD)], BANK)
    title = "cc:metadata/lomm:lom/lomm:general/lomm:title/lomm:string"
    assert manifest(made).findtext(title, "", NS) == ODD
    assert ODD in said(made, "readme.html")
    page = html.document_fromstring(reading(ODD, "<p>x</p>", Site()).page.decode())
    assert page.findtext(".//h1") == page.findtext(".//title") == ODD


def test_the_same_source_gives_the_same_bytes(one: Files) -> None:
    again = cartridge([unit(SECOND.id)], BANK, f"{BASE}/")
    assert again == one
    assert zip_bytes(again) == zip_bytes(one)


def test_nothing_in_a_cartridge_is_fetched_from_elsewhere(files: Files) -> None:
    for name, body in files.items():
        if name.endswith(".xml"):
            known = {*NS.values(), f"{BASE}/modules/"}
            found = set(re.findall(r"https?://[^\s\"<]+", body.decode()))
            assert {each for each in found if not any(each.startswith(one) for one in known)} == set(), name
