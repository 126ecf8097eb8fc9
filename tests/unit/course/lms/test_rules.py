"""Our own rules: a good package passes in silence, and each rule that is broken is named with file and remedy."""

from types import ModuleType

import pytest
from mirrorwell.course.errors import CourseError
from mirrorwell.course.lms import cmi5, scorm12, scorm2004
from mirrorwell.course.lms.rules import check
from mirrorwell.course.lms.unit import units
from mirrorwell.course.outline import course

UNIT = units(course(), None, False, None)[0]
PAGE = b"""<!doctype html><html><head><meta charset="utf-8"><title>T</title>
<link rel="icon" href="data:,"><link rel="license" href="https://creativecommons.org/licenses/by/4.0/">
<link rel="stylesheet" href="assets/page.css?v=1"><script src="assets/tracker.js"></script>
<style>body { background: url(assets/logo.svg) }</style></head>
<body><a href="#end">End</a> <a href="more/ne%78t.html#top">Next</a> <a href="https://example.org/x">Out</a>
<a href="http://example.org/x" target="_blank">Old</a> <a href="tel:988">988</a> <a href="sms:988">Text</a> <blockquote cite="https://example.org/b">B</blockquote>
<img src="assets/logo.svg" srcset="assets/logo.svg 1x, assets/logo.svg 2x" alt=""><p id="end">
<script type="application/json">{"a": "http://in.data/is/text"}</script></body></html>"""
FILES = {
    "index.html": PAGE,
    "more/next.html": b'<a href="../index.html">Back</a><img src="../assets/logo.svg" alt="">',
    "assets/page.css": b'@import "other.css"; a { src: url("../fonts/a.woff2"); b: url(#x); /* url(gone.png) */ }',
    "assets/other.css": b"",
    "assets/tracker.js": b'const NS = "http://www.w3.org/2000/svg"; window.parent;',
    "assets/logo.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/><path id="a"/></svg>',
    "fonts/a.woff2": b"\x00\xff",
}


def package(standard: ModuleType = scorm12) -> dict[str, bytes]:
    return {**FILES, standard.NAME: standard.manifest(UNIT, list(FILES))}


@pytest.mark.parametrize(
    "standard", [scorm12, scorm2004, cmi5], ids=lambda it: it.__name__.rpartition(".")[2]
)
def test_a_good_package_passes_in_silence(standard: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    check(package(standard), standard.NAME)
    check(FILES, None)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Index.html", "a file name an LMS may refuse. Use lower-case"),
        ("a b.html", "a file name"),
        ("a(1).html", "a file name"),
        (".hidden.html", "a file name"),
        ("a/.hidden.html", "a file name"),
        ("/a.html", "a file name"),
        ("a//b.html", "a file name"),
        ("../a.html", "a file name"),
        ("a\\b.html", "a file name"),
        ("ä.html", "a file name"),
        ("a.py", "a kind of file an LMS may refuse. Use one of: html, js"),
        ("a.mjs", "a kind of file"),
        ("a.zip", "a kind of file"),
        ("a.js.br", "a kind of file"),
        ("folder.d/html", "a kind of file"),
        ("html", "a kind of file"),
    ],
)
def test_names_and_kinds_that_filters_refuse(name: str, said: str) -> None:
    with pytest.raises(CourseError, match=said) as caught:
        check({**FILES, name: b"<p>x"}, None)
    assert repr(name) in str(caught.value) or name in str(caught.value)


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ('<a href="gone.html">', "href 'gone.html' is not in the package. Add the file or"),
        ('<a href="more/">', "href 'more/' is not in the package"),
        ('<a href="Index.html">', "href 'Index.html' differs in case from index.html. Write it as"),
        ('<script src="assets/Tracker.js"></script>', "differs in case from assets/tracker.js"),
        ('<a href="../index.html">', "leads out of the package"),
        ('<a href="/index.html">', "is an absolute address.*Write it relative"),
        ('<a href="//example.org/x">', "is an absolute address"),
        ('<a href="assets\\page.css">', "is an absolute address"),
        ('<a href="http://example.org">', "is blocked in the frame of an LMS on https. Use https"),
        ('<img src="http://example.org/x.png" target="_blank">', "is blocked in the frame"),
        ('<a href="">', "is empty"),
        ('<a href="javascript:alert(1)">', "has the scheme javascript:"),
        ('<a href="file:///etc/passwd">', "has the scheme file:"),
        ('<img src="https://example.org/x.png">', "is fetched from elsewhere. Put the file into"),
        ('<img srcset="assets/logo.svg 1x, gone.png 2x">', "srcset 'gone.png' is not in the package"),
        ('<video poster="gone.png">', "poster 'gone.png' is not"),
        ('<link rel="stylesheet" href="https://example.org/x.css">', "is fetched from elsewhere"),
        ('<iframe src="gone.html"></iframe>', "src 'gone.html' is not"),
        ('<base href="more/">', "base 'more/' changes where every address leads"),
        ('<p style="background: url(gone.png)">', "style 'gone.png' is not"),
        ("<style>@import 'gone.css';</style>", "'gone.css' is not"),
        ('<svg><use xlink:href="gone.svg#a"/></svg>', "xlink:href 'gone.svg#a' is not"),
        ('<meta http-equiv="refresh" content="0; url=gone.html">', "'gone.html' is not"),
    ],
)
def test_references_that_lead_nowhere_or_elsewhere(markup: str, said: str) -> None:
    with pytest.raises(CourseError, match=rf"^a\.html: .*{said}"):
        check({**FILES, "a.html": b"<p>x" + markup.encode()}, None)


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("a { b: url(gone.png) }", "'gone.png' is not in the package"),
        ("a { b: url( 'gone.png' ) }", "'gone.png' is not"),
        ("@import 'gone.css';", "'gone.css' is not"),
        ('@font-face { src: url("https://example.org/a.woff2") }', "is fetched from elsewhere"),
        ("a { b: url(page.css) }", ""),
    ],
)
def test_style_sheets_are_read_as_well(style: str, said: str) -> None:
    files = {**FILES, "assets/new.css": style.encode()}
    if not said:
        return check(files, None)
    with pytest.raises(CourseError, match=rf"^assets/new\.css: url .*{said}"):
        check(files, None)


@pytest.mark.parametrize(
    "script",
    ["navigator.serviceWorker.register('x')", "new SharedArrayBuffer(8)", "window.top.location", "self.top"],
)
def test_scripts_do_without_what_an_lms_forbids(script: str) -> None:
    with pytest.raises(CourseError, match=r"^a\.js: a script uses .*which an LMS does not allow"):
        check({**FILES, "a.js": script.encode()}, None)
    with pytest.raises(CourseError, match=r"^a\.html: a script uses"):
        check({**FILES, "a.html": f"<p>x<script>{script}</script>".encode()}, None)
    check({**FILES, "a.js": b"window.topics; style.top = top; window.top.location.replace(way_out)"}, None)


def test_pages_are_whole_and_in_utf8() -> None:
    for name in ("a.html", "a.css", "a.js"):
        with pytest.raises(CourseError, match=rf"^{name}: is not UTF-8 at byte 3\. Save it as UTF-8"):
            check({**FILES, name: "// ä".encode("latin-1")}, None)
    with pytest.raises(CourseError, match=r"^a\.html: is an empty page"):
        check({**FILES, "a.html": b""}, None)


SCORM_FAULTS = [
    ('="1"', '="1" xml:base="x" bad', "is no XML"),
    (
        "<?xml version='1.0' encoding='UTF-8'?>",
        "\ufeff<?xml version='1.0' encoding='UTF-8'?>",
        "byte order mark",
    ),
    ("encoding='UTF-8'", "encoding='ISO-8859-1'", "is in ISO-8859-1"),
    (scorm12.VERSION.imscp, "urn:other", "begins with {urn:other}manifest"),
    ("<schemaversion>1.2<", "<schemaversion>1.3<", "has the schemaversion '1.3'.*write 1.2"),
    ('      <file href="fonts/a.woff2"/>\n', "", "does not list fonts/a.woff2.*list every file"),
    ('href="fonts/a.woff2"', 'href="fonts/b.woff2"', "does not list fonts/a.woff2"),
    ("</resource>", '<file href="gone.js"/></resource>', "lists 'gone.js', which is not in the package"),
    ("</resource>", '<file href="index.html"/></resource>', "uses 'index.html' twice"),
    (
        'n identifier="mirrorwell-the-dangerous-paradox-organization"',
        'n identifier="mirrorwell-the-dangerous-paradox-item"',
        "-item' twice",
    ),
    ('identifierref="', 'identifierref="x', "identifierref 'xmirrorwell.*leads nowhere"),
    ('default="', 'default="x', "default 'xmirrorwell.*leads nowhere"),
    (">80<", ">101<", "masteryscore '101'.*a whole number from 0 to 100"),
    (">80<", ">0.8<", "masteryscore '0.8'"),
    (">80<", ">-1<", "masteryscore '-1'"),
    (
        "<resources>",
        '<resources><resource identifier="r" type="webcontent" href="a.html"/>',
        "before its SCO",
    ),
    (' adlcp:scormtype="sco"', "", "has 0 SCOs"),
    ("</item>", '</item><item identifier="i"><title>T</title></item>', "keep one item with one SCO"),
    (
        'webcontent" href="index.html"',
        'webcontent" href="gone.html"',
        "launches 'gone.html', which is not in",
    ),
    ("<title>Module 1", "<title> ", "has the title"),
    ("<title>Module 1", "<title>" + "x" * 200, "write one line of 1 to 199 characters"),
]


@pytest.mark.parametrize(("old", "new", "said"), SCORM_FAULTS, ids=[each[2][:30] for each in SCORM_FAULTS])
def test_faults_of_a_scorm_manifest(old: str, new: str, said: str) -> None:
    files = package()
    text = files[scorm12.NAME].decode()
    assert old in text
    with pytest.raises(CourseError, match=rf"^imsmanifest\.xml: it .*{said}"):
        check({**files, scorm12.NAME: text.replace(old, new, 1).encode()}, scorm12.NAME)


def test_a_prefix_for_the_first_namespace_is_refused() -> None:
    files = package()
    text = (
        files[scorm12.NAME].decode().replace("xmlns=", "xmlns:a=").replace("<", "<a:").replace("<a:/", "</a:")
    )
    text = text.replace("<a:?", "<?").replace("<a:adlcp:", "<adlcp:").replace("</a:adlcp:", "</adlcp:")
    with pytest.raises(CourseError, match="gives its namespace the prefix a"):
        check({**files, scorm12.NAME: text.encode()}, scorm12.NAME)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (">2004 3rd Edition<", ">CAM 1.3<", "schemaversion 'CAM 1.3'.*2004 3rd Edition or 2004 4th Edition"),
        (">0.8<", ">80<", "minNormalizedMeasure '80'.*a number from 0 to 1"),
        ("scormType", "scormtype", "has 0 SCOs"),
    ],
)
def test_faults_of_a_scorm_2004_manifest(old: str, new: str, said: str) -> None:
    files = package(scorm2004)
    text = files[scorm2004.NAME].decode()
    assert old in text
    with pytest.raises(CourseError, match=said):
        check({**files, scorm2004.NAME: text.replace(old, new).encode()}, scorm2004.NAME)


COURSE, AU = cmi5.course_iri(UNIT), UNIT.iri
CMI5_FAULTS = [
    (f'au id="{AU}"', f'au id="{COURSE}"', f"uses '{COURSE}' twice"),
    (f'au id="{AU}"', 'au id="unit-1"', "has the id 'unit-1'.*write an absolute IRI"),
    ('masteryScore="0.8"', 'masteryScore="80"', "masteryScore '80'.*four decimals at most"),
    ('masteryScore="0.8"', 'masteryScore="0.80001"', "masteryScore '0.80001'"),
    ('moveOn="CompletedAndPassed"', 'moveOn="passed"', "moveOn 'passed'"),
    ("<url>index.html<", "<url>gone.html<", "launches 'gone.html', which is not in the package"),
    ("<url>index.html<", "<url>https://example.org/index.html<", "which is not in the package"),
    ("<url>index.html<", "<url>index.html?a=1&amp;endpoint=<", "call endpoint otherwise"),
    ("<url>index.html<", "<url>index.html?activityId=1<", "call activityId otherwise"),
    ('idref="urn', 'idref="xurn', "refers to 'xurn.*which is not there"),
    ("description", "descripton", "has no description of urn:uuid"),
    ("<title>", "<titel>", "has the title"),
]


@pytest.mark.parametrize(("old", "new", "said"), CMI5_FAULTS, ids=[each[2][:30] for each in CMI5_FAULTS])
def test_faults_of_a_course_structure(old: str, new: str, said: str) -> None:
    files = package(cmi5)
    text = files[cmi5.NAME].decode()
    assert old in text
    changed = text.replace(old, new).replace(old.replace("<", "</"), new.replace("<", "</"))
    with pytest.raises(CourseError, match=rf"^cmi5\.xml: it .*{said}"):
        check({**files, cmi5.NAME: changed.encode()}, cmi5.NAME)


def test_the_manifest_lies_at_the_root_under_its_own_name() -> None:
    files = package()
    body = files.pop(scorm12.NAME)
    with pytest.raises(CourseError, match=r"imsmanifest\.xml: it is not at the root of the package"):
        check({**files, "course/imsmanifest.xml": body}, scorm12.NAME)
    with pytest.raises(CourseError, match=r"cmi5\.xml: it begins with .*name and namespace must be those"):
        check({**files, cmi5.NAME: body}, cmi5.NAME)
