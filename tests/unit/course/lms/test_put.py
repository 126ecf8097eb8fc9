"""Packages in their folder: each whole, or the older one stays and nothing else is left."""

import errno
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from mirrorwell.course.errors import CourseError
from mirrorwell.course.lms.put import put_files

OLD, NEW = b"old" * 100, b"new" * 5000
MADE = {"a.zip": NEW, "b.zip": NEW}


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def names_of(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with one older package and something of somebody's."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.zip").write_bytes(OLD)
    (folder / "notes.txt").write_bytes(b"mine")
    return folder


def test_packages_are_written_replace_older_ones_and_leave_the_rest_alone(out: Path) -> None:
    assert put_files(MADE, out) == [out / "a.zip", out / "b.zip"]
    assert bytes_of(out) == {**MADE, "notes.txt": b"mine"}
    assert names_of(out) == ["a.zip", "b.zip", "notes.txt"]
    assert (out / "a.zip").stat().st_mode & 0o044 == 0o044


def test_they_are_written_on_the_same_disk_before_any_older_one_goes(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Moving within a folder is one step; from another disk it would be a copy, which can break off."""
    replace, seen = Path.replace, []

    def move(path: Path, target: Path) -> Path:
        seen.append((path.parent.parent, names_of(path.parent)))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", move)
    put_files(MADE, out)
    assert seen == [(out, ["a.zip", "b.zip"]), (out, ["b.zip"])]


def test_missing_folders_are_made_and_the_folder_one_is_in_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_files(MADE, tmp_path / "deep" / "er")
    assert bytes_of(tmp_path / "deep" / "er") == MADE
    monkeypatch.chdir(tmp_path)
    assert put_files(MADE, Path()) == [Path("a.zip"), Path("b.zip")]
    assert names_of(tmp_path) == ["a.zip", "b.zip", "deep", "deep/er", "deep/er/a.zip", "deep/er/b.zip"]


@pytest.mark.parametrize("below", [".", "deep/er"])
def test_a_file_where_the_folder_should_be_is_refused(below: str, tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(CourseError, match=r"out.* cannot be written: a file is in the way\. Choose another"):
        put_files(MADE, tmp_path / "out" / below)
    assert bytes_of(tmp_path) == {"out": b"mine"}


def test_a_folder_in_the_way_of_a_package_is_refused(out: Path) -> None:
    (out / "b.zip").mkdir()
    before = names_of(out)
    with pytest.raises(CourseError, match=r"b\.zip is a folder, and a file .* Choose another folder with"):
        put_files(MADE, out)
    assert names_of(out) == before
    assert bytes_of(out) == {"a.zip": OLD, "notes.txt": b"mine"}


@pytest.mark.parametrize("name", ["../a.zip", "x/a.zip", "/a.zip", ""])
def test_a_name_that_leads_elsewhere_is_refused(name: str, out: Path) -> None:
    with pytest.raises(CourseError, match="is no plain file name"):
        put_files({name: NEW}, out)


@pytest.mark.parametrize("where", ["out", "new/deep"])
def test_a_full_disk_leaves_all_as_it_was(where: str, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top = out.parent
    before = names_of(top)
    write = Path.write_bytes

    def nearly_full(path: Path, body: bytes) -> int:
        if path.name == "b.zip":
            write(path, body[:10])
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, body)

    monkeypatch.setattr(Path, "write_bytes", nearly_full)
    with pytest.raises(
        CourseError, match=r"cannot be written: No space left on device\. Choose another"
    ) as caught:
        put_files(MADE, top / where)
    assert "\n" not in str(caught.value)
    assert names_of(top) == before
    assert bytes_of(out) == {"a.zip": OLD, "notes.txt": b"mine"}


def test_a_limit_of_the_system_itself_leaves_all_as_it_was(out: Path) -> None:
    """A write that the kernel cuts short, as a quota does."""
    script = (
        "import resource, signal, sys\nfrom pathlib import Path\n"
        "from mirrorwell.course.errors import CourseError\nfrom mirrorwell.course.lms.put import put_files\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n    put_files({'a.zip': b'n' * 100_000}, Path(sys.argv[1]))\n"
        "except CourseError as error:\n    print(error)\n"
    )
    command = [sys.executable, "-B", "-c", script, str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"{out} cannot be written: File too large. Choose another folder with --out.\n"
    assert resource.getrlimit(resource.RLIMIT_FSIZE) != (4096, 4096)
    assert names_of(out) == ["a.zip", "notes.txt"]
    assert (out / "a.zip").read_bytes() == OLD


def test_a_folder_that_may_not_be_written_is_named(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may write everywhere, so the refusal is played."""

    def refused(*_: object, **__: object) -> str:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("tempfile.mkdtemp", refused)
    with pytest.raises(
        CourseError, match=r"out cannot be written: Permission denied\. Choose another folder"
    ):
        put_files(MADE, out)
    with pytest.raises(CourseError, match="cannot be written: Permission denied"):
        put_files(MADE, out.parent / "new" / "deep")
    assert names_of(out.parent) == ["out", "out/a.zip", "out/notes.txt"]


def test_an_interruption_leaves_nothing_behind(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(path: Path, target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        put_files(MADE, out)
    with pytest.raises(KeyboardInterrupt):
        put_files(MADE, out.parent / "new" / "deep")
    assert names_of(out.parent) == ["out", "out/a.zip", "out/notes.txt"]
