"""Scripts of others that a measurement needs beside ours, fetched once from the npm registry by npm itself."""

import shutil
import subprocess
import tarfile
from pathlib import Path

CACHE = Path(__file__).parents[2] / "bench-results" / "npm"
"""Not committed: what others wrote is measured, never shipped."""


def package(name: str, version: str) -> Path:
    """The unpacked files of one exact version. Raises RuntimeError when npm is missing or cannot fetch it."""
    stem = f"{name.removeprefix('@').replace('/', '-')}-{version}"
    folder = CACHE / stem / "package"
    if folder.is_dir():
        return folder
    CACHE.mkdir(parents=True, exist_ok=True)
    archive = CACHE / f"{stem}.tgz"
    if not archive.is_file():
        _pack(f"{name}@{version}")
    unpacked = CACHE / f"{stem}.new"
    shutil.rmtree(unpacked, ignore_errors=True)
    with tarfile.open(archive) as tar:
        tar.extractall(unpacked, filter="data")
    unpacked.rename(folder.parent)
    return folder


def _pack(spec: str) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError(
            f"{spec} is needed to compare with, and npm was not found. Install Node.js with npm."
        )
    done = subprocess.run([npm, "pack", "--silent", spec], cwd=CACHE, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"npm could not fetch {spec}: {done.stderr.strip() or 'no reason given'}.")
