"""Notebooks that were run before are not run again, unless they or what stands behind them changed."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from mirrorwell.course.errors import CourseError
from mirrorwell.course.publish import cache
from mirrorwell.course.publish.recorded import Recorded

Ran = list[str]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Ran:
    """Names of the notebooks that were run; running one gives its text back."""
    names: Ran = []

    async def record(name: str, text: str) -> Recorded:
        names.append(name)
        if text == "broken":
            raise CourseError(f"{name}: cell 1 failed.")
        return Recorded([], {}, {"text": text})

    monkeypatch.setattr(cache, "_record", record)
    return names


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    held = {"a.ipynb": "one", "b.ipynb": "two"}
    monkeypatch.setattr(cache, "read", held.__getitem__)
    return held


def test_an_unchanged_notebook_is_not_run_again_and_a_changed_one_alone_is(
    ran: Ran, texts: dict[str, str]
) -> None:
    first = cache.recorded(texts)
    assert sorted(ran) == ["a.ipynb", "b.ipynb"]
    assert cache.recorded(texts) == first
    texts["b.ipynb"] = "three"
    assert cache.recorded(texts)["b.ipynb"].texts == {"text": "three"}
    assert sorted(ran) == ["a.ipynb", "b.ipynb", "b.ipynb"]


def test_a_change_behind_the_notebooks_runs_all_of_them(
    ran: Ran, texts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.recorded(texts)
    monkeypatch.setattr(cache, "_behind", lambda: "another release")
    cache.recorded(texts)
    assert sorted(ran) == ["a.ipynb", "a.ipynb", "b.ipynb", "b.ipynb"]


def test_what_was_kept_of_an_older_text_goes(ran: Ran, texts: dict[str, str], own_cache: Path) -> None:
    cache.recorded(texts)
    texts["a.ipynb"] = "newer"
    cache.recorded(texts)
    assert sorted(path.name.split("-")[0] for path in own_cache.iterdir()) == ["a", "b"]


@pytest.mark.parametrize("garbage", [b"", b"garbage", b"\x1f\x8b\x08\x00garbage"])
def test_a_file_that_cannot_be_read_is_as_good_as_none(
    garbage: bytes, ran: Ran, texts: dict[str, str], own_cache: Path
) -> None:
    whole = cache.recorded(texts)
    for path in own_cache.iterdir():
        path.write_bytes(garbage)
    assert cache.recorded(texts) == whole
    assert len(ran) == 4


def test_without_a_place_to_keep_them_all_are_run(ran: Ran, texts: dict[str, str], own_cache: Path) -> None:
    own_cache.write_text("a file where the folder would be")
    assert cache.recorded(texts) == cache.recorded(texts)
    assert len(ran) == 4


def test_the_first_failure_is_raised_and_nothing_of_it_is_kept(
    ran: Ran, texts: dict[str, str], own_cache: Path
) -> None:
    texts["a.ipynb"] = "broken"
    with pytest.raises(CourseError, match=r"a\.ipynb: cell 1 failed"):
        cache.recorded(texts)
    assert not list(own_cache.glob("a-*"))


def test_it_works_where_a_loop_is_running_already(ran: Ran, texts: dict[str, str]) -> None:
    async def in_a_notebook() -> dict[str, Recorded]:
        return cache.recorded(texts)

    assert set(asyncio.run(in_a_notebook())) == set(texts)


def test_progress_names_each_notebook_once(ran: Ran, texts: dict[str, str]) -> None:
    heard: list[str] = []
    cache.recorded(texts, heard.append)
    assert sorted(heard) == ["a.ipynb", "b.ipynb"]


@pytest.mark.parametrize("change", ["widgets", "datasets", "modules"])
def test_scripts_figures_and_questions_stand_behind_the_notebooks(
    change: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    behind: Callable[[], str] = cache._behind.__wrapped__
    before = behind()
    real = cache.files

    def files(package: str) -> Path:
        if package != f"mirrorwell.{change}":
            return Path(str(real(package)))
        (tmp_path / "changed.toml").write_text("changed")
        return tmp_path

    monkeypatch.setattr(cache, "files", files)
    assert behind() != before
