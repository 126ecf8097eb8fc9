"""The notebooks, and the pictures they show, beside the learner: copied once, updated while untouched, never overwritten when changed."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.resources import files
from pathlib import Path, PurePosixPath

from .errors import CourseError
from .outline import LMS_GUIDE, PAGES, course

_RECORD = ".mirrorwell.json"  # name of each file we wrote -> hash of what we wrote
_NEWS = "@jupyterlab/apputils-extension:announcements"
_CONFIG = ".mirrorwell"  # folder with settings of JupyterLab for this course alone


@dataclass(slots=True)
class Copied:
    """What happened to each notebook and picture, by name."""

    written: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


def copy_notebooks(folder: Path) -> Copied:
    """Copy the notebooks of the course and the pages beside them into `folder`, pictures into `pictures` within it.

    A file that the learner changed stays as it is; when the course has a newer one, it is written beside it as
    `name.new.ipynb` or `name.new.svg`. Raises CourseError when the folder cannot be written.
    """
    done = Copied()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        record = _recorded(folder)
        pages = [name for name in PAGES if name != LMS_GUIDE]  # nothing there is for learners
        for name in (*(part.notebook for part in course().parts), *pages, *_pictures()):
            _copy(name, _shipped(name), folder, record, done)
        _write(folder / _RECORD, json.dumps(record, indent=1, sort_keys=True).encode())
    except OSError as error:
        raise CourseError(
            f"The folder {folder} cannot be written: {error.strerror}. Name another folder, for example "
            "mirrorwell lab ~/mirrorwell-course."
        ) from error
    return done


def _copy(name: str, body: bytes, folder: Path, record: dict[str, str], done: Copied) -> None:
    target = folder / name
    shipped = _hash(body)
    present = _hash(target.read_bytes()) if target.exists() else None
    if present is None or present == record.get(name):
        if present != shipped:
            _write(target, body)
            done.written.append(name)
        record[name] = shipped
        return
    if present == shipped:
        record[name] = shipped
        return
    done.kept.append(name)
    if record.get(name) == shipped:
        return
    plain = PurePosixPath(name)
    beside = str(plain.with_suffix(f".new{plain.suffix}"))
    newer = folder / beside
    if newer.exists() and _hash(newer.read_bytes()) != record.get(beside):
        return  # that one was changed too: it stays, and the person has both
    _write(newer, body)
    record[beside] = shipped
    done.beside.append(beside)


def open_lab(folder: Path, port: int | None = None, browser: bool = True) -> int:
    """Run JupyterLab on the folder until it is stopped. Where the system allows, this process becomes JupyterLab."""
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder.resolve()}"]
    command.append("--ServerApp.log_level=WARN")  # the address is still said
    # Nothing is fetched: no news, no look for a newer version, no list of extensions to install.
    command += [
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]
    if port is not None:
        command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if not browser:
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(_config_path(folder))
    if os.name == "posix":  # become JupyterLab, so that whoever stops us stops it
        os.execv(command[0], command)
    return subprocess.run(command, check=False).returncode


def _config_path(folder: Path) -> list[str]:
    """JupyterLab asks at its first start whether to fetch news; here it does not, and no setting of the person changes."""
    target = folder / _CONFIG / "labconfig" / "page_config.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    _write(target, json.dumps({"disabledExtensions": {_NEWS: True}}).encode())
    others = os.environ.get("JUPYTER_CONFIG_PATH", "")
    return [str((folder / _CONFIG).resolve()), *filter(None, others.split(os.pathsep))]


def _pictures() -> list[str]:
    shown = files("mirrorwell.modules").joinpath("pictures").iterdir()
    return sorted(f"pictures/{file.name}" for file in shown if file.name.endswith(".svg"))


def _shipped(name: str) -> bytes:
    return files("mirrorwell.modules").joinpath(name).read_bytes()


def _recorded(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise CourseError(
            f"{folder / _RECORD} is damaged. Delete it; notebooks that differ are then kept as changed."
        ) from error
    return {str(name): str(value) for name, value in found.items()}


def _write(target: Path, body: bytes) -> None:
    target.parent.mkdir(exist_ok=True)
    half = target.with_name(target.name + ".part")
    half.write_bytes(body)
    half.replace(target)


def _hash(body: bytes) -> str:
    return sha256(body).hexdigest()
