"""The check of content files: the course's own are sound, and a trainer's copy is told file, line and remedy."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from mirrorwell.widgets.content import ContentError, Reader, content_text
from mirrorwell.widgets.content_check import FILES, content_problems, problems_of


def changed(name: str, old: str, new: str) -> tuple[str, int]:
    """The course's own file with one change, and the line it is on."""
    text = content_text(name)
    assert old in text, f"{name} no longer holds {old!r}"
    return text.replace(old, new, 1), text[: text.index(old)].count("\n") + 1


def test_the_content_of_the_course_has_no_problem() -> None:
    files, problems = content_problems()
    assert problems == []
    assert files == len(FILES) == 6


def test_every_content_file_is_explained_at_its_top() -> None:
    for name in FILES:
        head = re.split(r"^\[\[", content_text(name), maxsplit=1, flags=re.M)[0]
        lines = [line for line in head.splitlines() if line.startswith("#")]
        assert len(lines) >= 8, name
        assert {"id", "source"} <= set(re.findall(r"^#\s*`?(\w+)`?", head, re.M)), name


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda text: re.sub(r"^([^#\n]*ids = \[)", r'\1"nobody2099", ', text, count=1, flags=re.M), "'nobody2099' is no id of references.json"),
        (lambda text: re.sub(r"^source = .*$", "", text, count=1, flags=re.M), "no source"),
        (lambda text: text + text[text.index("\n[[") :], "used twice"),
        (lambda text: re.sub(r"^id = ", "id == ", text, count=1, flags=re.M), "not readable as TOML"),
        (lambda text: re.sub(r"^id = ", 'colour = "red"\nid = ', text, count=1, flags=re.M), "unknown key 'colour'"),
        (lambda text: re.sub(r"^([^#\n]*ids = )\[.*?\]", r"\g<1>5", text, count=1, flags=re.M), "ids is no list of texts"),
        (lambda text: re.sub(r"^id = .*$", "id = 12", text, count=1, flags=re.M), "is 12. Write it as"),
        (lambda text: "deep = " + "[" * 5000 + "]" * 5000 + "\n" + text, "too deep"),
        (lambda text: "x = " + "9" * 5000 + "\n" + text, "not readable as TOML"),
        (lambda text: text + '\n[[surprise]]\nid = "x"\n', "unknown table 'surprise'"),
    ],
    ids=["unknown source", "no source", "doubled id", "no TOML", "unknown key", "ids a number", "id a number", "deep", "long number", "unknown table"],
)  # fmt: skip
def test_a_fault_names_file_line_and_remedy(name: str, harm: Callable[[str], str], said: str) -> None:
    harmed = harm(content_text(name))
    assert harmed != content_text(name)
    problems = problems_of(name, harmed.encode())
    assert problems
    assert any(said in problem for problem in problems), problems
    for problem in problems:
        assert re.match(rf"{re.escape(name)}:\d+: .+\. [A-Z].+[.)\]}}]$", problem), problem
        assert "\n" not in problem


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"93%" = ', '"94%" = ', "figure '94%' is printed nowhere"),
        ("measure=", "measure=none_", "fits no row"),
        ("tolerance = 0.5", "tolerance = 1e400", "tolerance is inf"),
    ],
)
def test_a_printed_figure_is_compared_with_its_row(old: str, new: str, said: str) -> None:
    text = re.sub(
        r"^(?!#)(.*)" + re.escape(old), rf"\g<1>{new}", content_text("questions.toml"), count=1, flags=re.M
    )
    assert text != content_text("questions.toml")
    (problem,) = problems_of("questions.toml", text.encode())
    assert said in problem and re.match(r"questions\.toml:\d+: ", problem)


def test_a_figure_that_is_printed_otherwise_is_named_with_its_row() -> None:
    text = content_text("questions.toml").replace("93%", "94%")
    assert any("'94%' is printed" in problem for problem in problems_of("questions.toml", text.encode()))


@pytest.mark.parametrize("wrong", ['safeguards = [["a"]]', "safeguards = [{ a = 1 }]", "safeguards = 7"])
def test_safeguards_are_a_list_of_texts(wrong: str) -> None:
    text = re.sub(r"^safeguards = .*$", wrong, content_text("agreements.toml"), count=1, flags=re.M)
    (problem,) = problems_of("agreements.toml", text.encode())
    assert "safeguards is no list of texts" in problem


def test_every_faulty_item_is_named_not_only_the_first() -> None:
    text, _ = changed("questions.toml", 'kind = "single"', 'kind = "riddle"')
    problems = problems_of("questions.toml", text.replace('kind = "single"', 'kind = "riddle"', 3).encode())
    assert len(problems) == 4


def test_the_named_line_holds_the_fault() -> None:
    text, line = changed("questions.toml", 'kind = "single"', 'kind = "riddle"')
    (problem,) = problems_of("questions.toml", text.encode())
    assert problem.startswith(f"questions.toml:{line}: ")


@pytest.mark.parametrize("empty", ["", "# only a comment\n", "\ufeff"])
def test_an_empty_file_is_said_to_be_empty_of_content(empty: str) -> None:
    for name in FILES:
        problems = problems_of(name, empty.encode())
        assert problems and all(problem.startswith(f"{name}:") for problem in problems), name


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    copy = tmp_path / "questions.toml"
    copy.write_bytes("# one\n# caf\xe9\n".encode("latin-1"))
    files, problems = content_problems(copy)
    assert files == 1
    assert problems == ["questions.toml:2: byte 0xe9 is not UTF-8. Save the file as UTF-8."]


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path: Path) -> None:
    copy = tmp_path / "questions.toml"
    copy.write_bytes(b"\xef\xbb\xbf" + content_text("questions.toml").replace("\n", "\r\n").encode())
    assert content_problems(copy) == (1, [])


def test_a_folder_is_checked_for_the_files_it_holds(tmp_path: Path) -> None:
    (tmp_path / "agreements.toml").write_text(content_text("agreements.toml"), encoding="utf-8")
    assert content_problems(tmp_path) == (1, [])


def test_another_file_is_refused_by_name(tmp_path: Path) -> None:
    other = tmp_path / "recipes.toml"
    other.write_text("x = 1\n", encoding="utf-8")
    ((problem,)) = content_problems(other)[1]
    assert problem.startswith(
        "recipes.toml:1: not a content file of the course. Name it as one of: questions.toml"
    )


def test_a_reader_refuses_an_id_that_does_not_fit_its_pattern() -> None:
    reader = Reader('[[rule]]\nid = "Big Rule"\n', "rules.toml", ["rule"])
    with pytest.raises(ContentError, match=r"^rules\.toml:2: Big Rule: the id of a rule is 'Big Rule'"):
        reader.items("rule", lambda given, raw: given, r"[a-z-]+")


def test_a_table_written_with_single_brackets_is_explained() -> None:
    reader = Reader('[rule]\nid = "a"\n', "rules.toml", ["rule"])
    with pytest.raises(ContentError, match=r"Write \[\[rule\]\] above each"):
        reader.items("rule", lambda given, raw: given, r"[a-z-]+")
