"""The facilitator guide as files: whole or not at all, the same every time, nothing from elsewhere, nobody's name."""

import dataclasses
import errno
import importlib.util
import re
import sys
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from mirrorwell.course.cli import main
from mirrorwell.course.errors import CourseError
from mirrorwell.course.folder import RECORD, put
from mirrorwell.course.guide import build, build_guide, pieces
from mirrorwell.course.guide.slides import slides
from mirrorwell.course.outline import Module, course
from mirrorwell.course.site import Site, read
from mirrorwell.course.timing import plain, words
from mirrorwell.widgets import bank, mirror_values

MODULES = course().modules
FOR_PARTICIPANTS = ("handout-", "take-away-", "evaluation-", "follow-up", "six-questions.html")
EXAMPLE = files("mirrorwell.course").joinpath("site-example.toml").read_text(encoding="utf-8")


class Page(HTMLParser):
    """What the tests ask of a page: its tags with attributes, its ids, its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def ids(self) -> set[str]:
        return {given["id"] for _, given in self.tags if "id" in given}

    def addresses(self) -> Iterator[tuple[str, str, dict[str, str]]]:
        for _, given in self.tags:
            for key in ("href", "src"):
                if key in given:
                    yield key, given[key], given


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("guide") / "guide"
    build_guide(out)
    return out


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, Page]:
    return {path.name: Page(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.html"))}


@pytest.fixture(scope="module")
def guide() -> build.Guide:
    return build.read_guide(Site())


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_same_source_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    build_guide(tmp_path / "again")
    assert bytes_of(tmp_path / "again") == bytes_of(folder)


def test_every_module_has_its_pages_and_the_start_leads_to_all(pages: dict[str, Page]) -> None:
    kinds = ("run", "slides", "take-away", "evaluation")
    assert {f"{kind}-{module.number}.html" for kind in kinds for module in MODULES} <= set(pages)
    linked = {unquote(urlsplit(href).path) for _, href, _ in pages["index.html"].addresses()}
    assert set(pages) - linked == set()


def test_every_link_leads_to_something_that_is_there(folder: Path, pages: dict[str, Page]) -> None:
    wrong = []
    for name, page in pages.items():
        for _, address, _ in page.addresses():
            parts = urlsplit(address)
            if parts.scheme:
                continue
            target = unquote(parts.path) or name
            if not (folder / target).is_file():
                wrong.append(f"{name}: {address} is not there")
            elif parts.fragment and parts.fragment not in pages[target].ids:
                wrong.append(f"{name}: {address} has no such place")
    assert not wrong


def test_nothing_is_loaded_from_elsewhere_and_links_out_are_marked(
    folder: Path, pages: dict[str, Page]
) -> None:
    wrong = []
    for name, page in pages.items():
        for key, address, given in page.addresses():
            scheme = urlsplit(address).scheme
            marked = key == "href" and given.get("rel") == "noopener noreferrer"
            if address.startswith(("/", "//")) or (scheme and scheme not in {"tel", "sms"} and not marked):
                wrong.append(f"{name}: {address}")
    assert not wrong
    for path in folder.rglob("*.css"):
        for url in re.findall(r"url\(\"?([^\")]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / url).is_file(), f"{path.name}: {url}"


def test_no_page_runs_a_script_or_has_a_field(pages: dict[str, Page]) -> None:
    refused = {"script", "form", "input", "textarea", "select", "button", "iframe", "object", "embed"}
    assert [(name, tag) for name, page in pages.items() for tag, _ in page.tags if tag in refused] == []


def test_every_page_has_a_language_a_title_of_its_own_and_one_first_heading(pages: dict[str, Page]) -> None:
    titles = []
    for name, page in pages.items():
        tags = [tag for tag, _ in page.tags]
        assert tags.count("h1") == 1, name
        assert tags.count("main") == 1, name
        assert ("html", "en") in [(tag, given.get("lang")) for tag, given in page.tags], name
        titles.append(page.text.split("| mirrorwell")[0].strip())
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("name", FOR_PARTICIPANTS)
def test_no_page_for_participants_asks_who_somebody_is(name: str, pages: dict[str, Page]) -> None:
    asked = re.compile(
        r"\b(?:your (?:names?|role|age|manager|score|count|ACEs?|PCEs?)\b|(?:names?|team|role|age|signature|email)\s*[:_]|date of birth)",
        re.IGNORECASE,
    )
    chosen = {each: page for each, page in pages.items() if each.startswith(name)}
    assert chosen
    assert [(each, found[0]) for each, page in chosen.items() if (found := asked.search(page.text))] == []


def test_the_practice_sheets_show_neither_a_verdict_nor_a_sum(pages: dict[str, Page]) -> None:
    for name in ("handout-three-values.html", "handout-all-values.html"):
        text = pages[name].text.replace("nothing is added up", "")
        assert not re.search(
            r"\b(?:healthy|strain|strained|score|points? in all|total|sum|add(?:ed)? up)\b", text
        )
    said = " ".join(pages["handout-all-values.html"].text.split())
    assert all(pair.strained in said and pair.healthy in said for value in mirror_values.load().values for pair in value.levels)  # fmt: skip


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.id)
def test_slides_are_short_and_follow_the_module(module: Module, guide: build.Guide) -> None:
    at = MODULES.index(module)
    deck = list(slides(guide.lessons[at], guide.sheets[at], guide.choices))
    without_pictures = [(s.heading, re.sub(r"<svg.*?</svg>", "", s.body, flags=re.DOTALL)) for s in deck]
    long = [(head, n) for head, body in without_pictures if (n := words(plain(f"{head}\n{body}"))) > 110]
    assert not long
    assert [s.heading for s in deck if s.look == "section"] == [part.title for part in module.sections]
    assert all(s.speaker for s in deck if s.look == "section")
    assert [s.look for s in deck[:3]] == ["title", "choices", "objectives"]
    assert {"scene", "monday", "take-away"} <= {s.look for s in deck}
    assert not any("](" in s.body or "<details" in s.body for s in deck)


def test_a_part_that_is_too_long_for_a_slide_is_named(guide: build.Guide) -> None:
    cell = {"cell_type": "markdown", "id": "wall", "metadata": {"tags": ["slide"]}, "source": "word " * 111}
    lesson = dataclasses.replace(guide.lessons[5], cells=(cell,))
    with pytest.raises(
        CourseError, match=f"06-what-protects.ipynb, cell wall: a part of 111 words .* {pieces.LIMIT}"
    ):
        list(slides(lesson, guide.sheets[5], guide.choices))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.id)
def test_a_run_sheet_prints_all_that_a_facilitator_needs(
    module: Module, guide: build.Guide, pages: dict[str, Page]
) -> None:
    led = guide.sheets[MODULES.index(module)]
    text = " ".join(pages[f"run-{module.number}.html"].text.split())
    for timed in led.timed():
        for part in (timed.clock, timed.step.title, timed.step.do, timed.step.say):
            assert " ".join(part.split()) in text
    for part in (led.online, led.without_computers, *(each.then for each in led.reactions)):
        assert " ".join(part.split()) in text
    for question in bank.load().check(module.number):
        assert question.id in text
        assert all(" ".join(option.feedback.split()) in text for option in question.options)
        if question.number:
            assert f"{question.number.answer:.{question.number.decimals}f} {question.number.unit}" in text


def test_the_six_questions_hold_no_key_and_the_key_names_each_best_answer(
    guide: build.Guide, pages: dict[str, Page]
) -> None:
    asked, key = pages["six-questions.html"].text, pages["six-questions-key.html"].text
    assert "Best answer" not in asked
    for question in guide.follow_up.questions:
        assert all(option.text in asked and option.feedback not in asked for option in question.options)
        assert all(option.feedback in key for option in question.options)


def test_facts_of_the_host_stand_in_the_safety_plan(tmp_path: Path) -> None:
    build_guide(tmp_path / "g", read(EXAMPLE, "site-example.toml"))
    text = Page((tmp_path / "g" / "safety.html").read_text(encoding="utf-8")).text
    for said in (
        "Sam Rivera",
        "child abuse hotline",
        "County warm line",
        "In immediate danger: 911.",
        "has not been approved for continuing-education credit",
    ):
        assert said in text


def test_without_a_host_the_safety_plan_says_so_and_no_line_claims_a_check(pages: dict[str, Page]) -> None:
    text = pages["safety.html"].text
    assert (
        "has not named the emergency number" in text
        and "has not named a contact" in text
        and "has not added the reporting rules" in text
    )
    assert "Not yet checked on the live page." in text
    assert "Checked on the live page 2" not in text
    assert "988" in text


def test_no_text_of_the_guide_labels_people() -> None:
    path = Path(__file__).parents[1] / "modules" / "test_wording.py"
    spec = importlib.util.spec_from_file_location("wording", path)
    assert spec and spec.loader
    wording = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(wording)
    found = []
    for file in files("mirrorwell.modules").joinpath("guide").iterdir():
        for said in texts_of(tomllib.loads(file.read_text(encoding="utf-8"))):
            found += [f"{file.name}: {word!r} in {said[:60]!r}" for word in wording.hits(said)]
            if re.search(r"!|\d%", said):
                found.append(f"{file.name}: an exclamation mark or a figure without its row in {said[:60]!r}")
    assert not found


def texts_of(value: Any) -> Iterator[str]:
    """All texts of a file that somebody reads: ids of sections are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in [value[key] for key in value if key != "section"] if isinstance(value, dict) else value:
            yield from texts_of(part)


FILES = {"index.html": b"one", "style/a.css": b"two"}


def test_an_untouched_guide_is_replaced_whole(tmp_path: Path) -> None:
    out = tmp_path / "guide"
    put(FILES, out)
    put({"index.html": b"new"}, out)
    assert set(bytes_of(out)) == {"index.html", RECORD}
    assert [path.name for path in tmp_path.iterdir()] == ["guide"]


def test_an_empty_folder_is_used_and_missing_parents_are_made(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    put(FILES, tmp_path / "empty")
    put(FILES, tmp_path / "a" / "b" / "guide")
    assert bytes_of(tmp_path / "empty") == bytes_of(tmp_path / "a" / "b" / "guide")
    assert (tmp_path / "empty").stat().st_mode & 0o055 == 0o055


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("notes.txt", b"mine", "holds notes.txt, which we did not write"),
        ("index.html", b"my own words", "holds index.html, which was changed after it was written"),
        ("photos/room.png", b"mine", "holds the folder photos, which we did not write"),
        ("style/mine.css", b"mine", "holds style/mine.css, which we did not write"),
    ],
)
def test_a_folder_that_holds_something_else_is_left_as_it_is(
    name: str, body: bytes, said: str, tmp_path: Path
) -> None:
    out = tmp_path / "guide"
    put(FILES, out)
    (out / name).parent.mkdir(exist_ok=True)
    (out / name).write_bytes(body)
    before = bytes_of(out)
    with pytest.raises(CourseError, match=said):
        put({"index.html": b"new"}, out)
    assert bytes_of(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["guide"]


def test_a_file_and_the_folder_one_is_in_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CourseError, match="is no folder"):
        put(FILES, tmp_path / "file")
    with pytest.raises(CourseError, match=r"file.guide cannot be written: .+\. Choose another folder"):
        put(FILES, tmp_path / "file" / "guide")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CourseError, match="is the folder you are in"):
        put(FILES, Path())
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("there", [True, False], ids=["over an old one", "anew"])
def test_a_full_disk_leaves_all_as_it_was(
    there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "deep" / "guide"
    if there:
        put(FILES, out)
    before = bytes_of(tmp_path)
    kept = sorted(tmp_path.rglob("*"))
    write = Path.write_bytes

    def nearly_full(path: Path, body: bytes) -> int:
        if path.name == "last.html":
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, body)

    monkeypatch.setattr(Path, "write_bytes", nearly_full)
    with pytest.raises(
        CourseError, match=r"cannot be written: No space left on device\. Choose another folder"
    ):
        put({"index.html": b"new", "last.html": b"new"}, out)
    assert bytes_of(tmp_path) == before
    assert sorted(tmp_path.rglob("*")) == kept


def test_a_fault_in_a_text_leaves_the_old_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(FILES, tmp_path / "guide")
    before = bytes_of(tmp_path)
    monkeypatch.setattr("mirrorwell.course.guide.sheet.text_of", lambda file: "module = 1")
    with pytest.raises(CourseError, match=r"modules/guide/01\.toml: minutes is missing"):
        build_guide(tmp_path / "guide")
    assert bytes_of(tmp_path) == before


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["mirrorwell", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def test_the_command_writes_the_guide_and_says_where_it_starts(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "build", "--guide", "--out", str(tmp_path / "g")) == 0
    assert capsys.readouterr().out == f"Written: {tmp_path / 'g' / 'index.html'}, the start of {len(list(folder.glob('*.html')))} pages\n"  # fmt: skip
    assert bytes_of(tmp_path / "g") == bytes_of(folder)


def test_without_a_folder_the_command_asks_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(monkeypatch, "build", "--guide") == 2
    assert "--out" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_help_shows_an_example(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "build", "--help") == 0
    assert "Example: mirrorwell build --out site" in " ".join(capsys.readouterr().out.split())
