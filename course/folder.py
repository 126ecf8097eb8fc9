"""Many files as one folder: written beside its place first, then moved there whole. Nobody's own files are ever replaced."""

import shutil
import tempfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from .beside import beside
from .errors import CourseError

RECORD = "made-by-mirrorwell.txt"
"""Lists each file with the hash of what was written: by it a folder of ours is known, and a change in it."""
_ELSE = "Choose another folder with --out, or move that away."


def put(files: Mapping[str, bytes], out: Path) -> None:
    """Write `files` (names within the folder) as the folder `out`. Raises CourseError, and leaves all as it was."""
    target = _place(out)
    lines = [f"{sha256(body).hexdigest()}  {name}" for name, body in sorted(files.items())]
    whole = {**files, RECORD: ("\n".join(lines) + "\n").encode()}
    with beside(target.parent, out) as scratch:
        new = scratch / "new"
        _write(whole, new)
        _swap(new, target)


def _place(out: Path) -> Path:
    """Where the folder goes. What holds anything else than an untouched folder of ours is refused."""
    try:
        target = out.resolve()
        if not target.exists():
            return target
        if not target.is_dir():
            raise CourseError(f"{out} is no folder. {_ELSE}")
        if target == Path.cwd():
            raise CourseError(f"{out} is the folder you are in. Name a folder inside it with --out.")
        other = _other(target)
    except OSError as error:
        raise CourseError(f"{out} cannot be looked into: {error.strerror}. {_ELSE}") from error
    if other:
        raise CourseError(f"{out} {other}. {_ELSE}")
    return target


def _other(folder: Path) -> str:
    """What the folder holds that we did not write, in words; empty when there is nothing."""
    record = folder / RECORD
    lines = record.read_text(encoding="utf-8", errors="replace").splitlines() if record.is_file() else []
    known = {name: made for made, _, name in (line.partition("  ") for line in lines)}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            if not any(each.startswith(f"{name}/") for each in known):
                return f"holds the folder {name}, which we did not write"
        elif name != RECORD and name not in known:
            return f"holds {name}, which we did not write"
        elif name != RECORD and sha256(path.read_bytes()).hexdigest() != known[name]:
            return f"holds {name}, which was changed after it was written"
    return ""


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for name, body in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


def _swap(new: Path, target: Path) -> None:
    """Put the new folder in the place of the old one, if there is one; when that fails, the old one stays."""
    if not target.exists():
        new.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent)) / "guide"
    try:
        target.rename(old)
        try:
            new.rename(target)
        except OSError:
            old.rename(target)
            raise
    finally:
        if target.exists():
            shutil.rmtree(old.parent, ignore_errors=True)
