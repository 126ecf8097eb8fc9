"""Writing without harm: beside the place first, in a folder that goes again, and moved from there when all is whole."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import CourseError


@contextmanager
def beside(folder: Path, out: Path) -> Iterator[Path]:
    """A scratch folder within `folder`, which is made if it is missing. Move what is whole from there to its place.

    Afterwards the scratch folder is gone, and after a failure also the folders that were made for it. An OSError
    becomes a CourseError about `out`, which is what the user named.
    """
    made: list[Path] = []
    scratch: Path | None = None
    whole = False
    try:
        made = _missing(folder)
        folder.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".mirrorwell-", dir=folder))
        yield scratch
        whole = True
    except OSError as error:
        in_the_way = isinstance(error, FileExistsError | NotADirectoryError)
        reason = "a file is in the way" if in_the_way else error.strerror or type(error).__name__
        raise CourseError(f"{out} cannot be written: {reason}. Choose another folder with --out.") from error
    finally:
        if scratch:
            shutil.rmtree(scratch, ignore_errors=True)
        for each in [] if whole else made:
            with suppress(OSError):  # one that holds something by now is somebody's
                each.rmdir()


def _missing(folder: Path) -> list[Path]:
    """The folders that have to be made, the lowest first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    return missing
