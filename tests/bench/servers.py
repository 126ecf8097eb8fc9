"""Plain Voila and JupyterLab on a free port of 127.0.0.1, for as long as a `with` block lasts."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def _wait(url: str, process: subprocess.Popen[bytes], *, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server for {url} ended with {process.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"{url} did not answer within {seconds:.0f} seconds")


@contextmanager
def _serving(command: list[str], port: int, probe: str) -> Iterator[str]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(base + probe, process)
        yield base
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def voila(folder: Path) -> Iterator[str]:
    """Plain Voila, its own template: what is compared is the widgets, not our pages."""
    port = _free_port()
    command = [
        sys.executable,
        "-m",
        "voila",
        str(folder),
        "--no-browser",
        f"--port={port}",
        "--Voila.ip=127.0.0.1",
    ]
    with _serving(command, port, "/") as base:
        yield base


@contextmanager
def jupyterlab(folder: Path) -> Iterator[str]:
    """JupyterLab without a token, reachable from this machine only."""
    port = _free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}"]
    command += [
        "--LabApp.expose_app_in_browser=True",
        "--LabApp.news_url=",
        f"--LabApp.workspaces_dir={folder / '.workspaces'}",  # nothing of an earlier visit comes back
        "--ServerApp.port_retries=0",
        "--IdentityProvider.token=",
        f"--ServerApp.root_dir={folder}",
        "--allow-root",
    ]
    with _serving(command, port, "/api") as base:
        yield base
