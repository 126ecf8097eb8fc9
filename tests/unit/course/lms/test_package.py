"""`mirrorwell package`: what is asked for is checked before anything runs, and nothing is written that is not whole."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from mirrorwell.course import cli
from mirrorwell.course.errors import CourseError
from mirrorwell.course.lms import lessons, package
from mirrorwell.course.lms.package import FORMATS, build_packages
from mirrorwell.course.outline import GLOSSARY, course, read
from mirrorwell.course.publish.recorded import Recorded
from mirrorwell.course.site import Site

MODULE = course().modules[1]
OUTLINE = Path(cli.__file__).with_name("outline.toml").read_text(encoding="utf-8")
Held = Callable[..., dict[str, Recorded]]


@pytest.fixture(autouse=True)
def plain_notebooks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each notebook gave one sentence, so that no kernel has to run for what is tested here."""
    cell = {"cell_type": "markdown", "source": "Read this.", "metadata": {"tags": []}, "outputs": []}

    def recorded(names: list[str], say: Callable[[str], None] = lambda name: None) -> dict[str, Recorded]:
        return {name: Recorded([cell], {}, {}) for name in names}

    monkeypatch.setattr(lessons, "recorded", recorded)


def names_in(path: Path) -> list[str]:
    return zipfile.ZipFile(path).namelist()


@pytest.mark.parametrize("format", ["page", "scorm12", "scorm2004", "cmi5", "imscc"])
def test_without_an_option_there_is_one_file_for_each_module(format: str, tmp_path: Path) -> None:
    paths = build_packages(format, tmp_path)
    assert len(paths) == len(course().modules) == len({path.name for path in paths})
    for module in course().modules:
        assert any(module.id in path.name for path in paths)
    assert sorted(tmp_path.iterdir()) == sorted(paths)


@pytest.mark.parametrize(
    ("format", "manifest"),
    [
        ("scorm12", "imsmanifest.xml"),
        ("scorm2004", "imsmanifest.xml"),
        ("cmi5", "cmi5.xml"),
        ("imscc", "imsmanifest.xml"),
    ],
)
def test_the_manifest_stands_at_the_root(format: str, manifest: str, tmp_path: Path) -> None:
    (path,) = build_packages(format, tmp_path, module=MODULE.id)
    assert manifest in names_in(path)


def test_the_plain_page_has_no_manifest_and_no_tracker(tmp_path: Path) -> None:
    (path,) = build_packages("page", tmp_path, module=MODULE.id)
    assert "index.html" in names_in(path)
    assert not [name for name in names_in(path) if name.endswith(".xml") or "tracker" in name]


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_source_gives_the_same_bytes(format: str, tmp_path: Path) -> None:
    one = build_packages(format, tmp_path / "one", module=MODULE.id)
    two = build_packages(format, tmp_path / "two", module=MODULE.id)
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_edition_and_pass_mark_arrive_in_the_manifest(tmp_path: Path) -> None:
    (path,) = build_packages("scorm2004", tmp_path, module=MODULE.id, edition=4, pass_mark=65)
    root = etree.fromstring(zipfile.ZipFile(path).read("imsmanifest.xml"))
    assert root.findtext("{*}metadata/{*}schemaversion") == "2004 4th Edition"
    assert float(root.findtext(".//{*}minNormalizedMeasure")) == 0.65
    page = zipfile.ZipFile(path).read("index.html").decode()
    assert '"pass_mark":65' in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"format": "scorm13"}, r"There is no format 'scorm13'\. Use one of: page, scorm12"),
        ({"module": "nonsense"}, r"There is no module 'nonsense'\. Use one of: the-dangerous-paradox"),
        ({"module": MODULE.id, "whole": True}, r"--module .* and --whole are both given"),
        ({"edition": 2}, r"--edition 2 .* Use 3 or 4"),
        ({"pass_mark": 120}, r"--pass-mark 120 is no percentage\. Give a number from 0 to 100"),
        ({"pass_mark": -1}, r"--pass-mark -1 is no percentage"),
        ({"link_base": "learn.example.org"}, r"--link-base 'learn\.example\.org' .* https://"),
        ({"link_base": "http://learn.example.org/"}, r"--link-base 'http://learn\.example\.org/' .* https"),
        ({"link_base": "javascript:alert(1)"}, r"--link-base 'javascript"),
    ],
)
def test_what_cannot_be_made_is_refused_with_the_remedy(
    asked: dict[str, object], said: str, tmp_path: Path
) -> None:
    with pytest.raises(CourseError, match=said):
        build_packages(**{"format": "scorm12", "out": tmp_path / "out", **asked})  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()


def test_odd_titles_arrive_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    title = 'Care <&"> for "all" \N{SEEDLING}'
    odd = read(OUTLINE.replace(f'"{MODULE.title}"', f"'{title}'", 1))
    for place in (package, lessons):
        monkeypatch.setattr(place, "course", lambda: odd)
    for format in ("scorm12", "scorm2004", "cmi5"):
        (path,) = build_packages(format, tmp_path, module=MODULE.id)
        archive = zipfile.ZipFile(path)
        manifest = next(name for name in archive.namelist() if name.endswith(".xml"))
        texts = [text for text in etree.fromstring(archive.read(manifest)).itertext()]
        assert f"Module {MODULE.number}: {title}" in texts
        page = archive.read("index.html").decode()
        assert "Care &lt;&amp;&#34;&gt; for" in page and "Care \\u003c&\\" in page


def test_a_package_is_replaced_only_when_the_new_one_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = build_packages("scorm12", tmp_path, module=MODULE.id)
    before = path.read_bytes()
    assets = lessons.asset_files

    def without_a_font(lean: bool = False) -> dict[str, bytes]:
        return {name: body for name, body in assets(lean).items() if not name.endswith("400-normal.woff2")}

    monkeypatch.setattr(lessons, "asset_files", without_a_font)
    with pytest.raises(CourseError, match=r"page\.css: url 'fonts/atkinson-400-normal\.woff2'"):
        build_packages("scorm12", tmp_path, module=MODULE.id)
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


def test_a_missing_picture_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cell = {
        "cell_type": "markdown",
        "source": "![A line](pictures/gone.svg)",
        "metadata": {"tags": []},
        "outputs": [],
    }
    monkeypatch.setattr(
        lessons, "recorded", lambda names, say: {name: Recorded([cell], {}, {}) for name in names}
    )
    with pytest.raises(CourseError, match=r"modules/pictures/gone\.svg cannot be read"):
        build_packages("scorm12", tmp_path / "out", module=MODULE.id)
    assert not (tmp_path / "out").exists()


def test_the_whole_course_fits_into_one_file_with_or_without_an_lms(tmp_path: Path) -> None:
    for format, pages in (("page", {"index.html"}), ("scorm12", {"index.html", "start.html"})):
        (path,) = build_packages(format, tmp_path, whole=True)
        names = set(names_in(path))
        assert pages <= names and {f"{part.path}.html" for part in course().parts} <= names
        assert "apps/finish.html" in names


def test_what_the_host_says_stands_in_the_package(tmp_path: Path) -> None:
    (path,) = build_packages("scorm12", tmp_path, module=MODULE.id, site=Site(contact="Dana & Li, room 4"))
    assert "Dana &amp; Li, room 4" in zipfile.ZipFile(path).read("index.html").decode()


def test_questions_are_the_same_for_every_module(tmp_path: Path) -> None:
    paths = build_packages("questions", tmp_path)
    assert {path.suffix for path in paths} == {".xml", ".zip", ".txt"}
    inner = next(path for path in paths if path.suffix == ".zip")
    assert "imsmanifest.xml" in zipfile.ZipFile(io.BytesIO(inner.read_bytes())).namelist()


def test_the_glossary_is_no_page_of_a_package_for_one_module(tmp_path: Path) -> None:
    (path,) = build_packages("page", tmp_path, module=MODULE.id)
    assert [name for name in names_in(path) if name.endswith(".html")] == ["index.html"]
    assert GLOSSARY not in zipfile.ZipFile(path).read("index.html").decode()


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["mirrorwell", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


def test_the_command_names_each_file_with_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "package", "cmi5", "--module", MODULE.id, "--out", str(tmp_path)) == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 1 and said[0].startswith(
        f"Written: {tmp_path / f'mirrorwell-cmi5-{MODULE.id}.zip'} ("
    )
    assert said[0].endswith(" KB)")


def test_a_fault_is_one_line_and_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "package", "scrom12", "--out", str(tmp_path)) == 1
    assert capsys.readouterr().err.strip().startswith("Error: There is no format 'scrom12'.")


def test_the_help_shows_an_example(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "package", "--help") == 0
    assert "Example: mirrorwell package scorm12 --out packages" in " ".join(capsys.readouterr().out.split())
