"""The course server: Voila's machinery for kernels and widgets, our pages, and no handler that shows files."""

import asyncio
import contextlib
import logging
import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.utils import url_path_join
from tornado.httpserver import HTTPServer
from tornado.web import Application
from traitlets.config import Config
from voila.app import Voila
from voila.configuration import VoilaConfiguration
from voila.paths import collect_static_paths
from voila.static_file_handler import MultiStaticFileHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from ..outline import PAGES
from ..publish import texts
from ..publish.frame import Frame, environment
from . import notebooks, pages
from .door import Door
from .kernels import Kernels
from .room import Room
from .settings import Settings

_KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
# The three extensions that draw our widgets; whatever else is installed for JupyterLab stays out of the pages.
_EXTENSIONS = ("anywidget", "@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8")


def security_headers(origins: tuple[str, ...]) -> dict[str, str]:
    """Headers of every answer. The policy makes the browser itself refuse requests to other hosts."""
    policy = {
        "default-src": "'self'",
        "script-src": "'self' 'unsafe-eval' blob:",  # widgets are modules from memory; Vega compiles expressions
        "style-src": "'self' 'unsafe-inline' blob:",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": " ".join(("'self'", *origins)),
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


class CourseServer(Voila):  # type: ignore[misc]
    """Voila with our pages. It reads no configuration of the machine, so it serves the same everywhere."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(config=_config(), log_level=logging.WARNING)
        self._chosen = settings
        self.base_url = settings.base_url
        self.token = settings.token
        self.identity_provider_class = Door
        self.voila_configuration = VoilaConfiguration(parent=self)
        self.static_paths = collect_static_paths(["voila"], "lab")

    def application(self) -> Application:
        """Everything that answers, without a socket."""
        self.connection_dir = tempfile.mkdtemp(prefix="mirrorwell-")
        settings = self.init_settings() | {
            "frame": Frame(self.base_url, self._chosen.site),
            "pages": environment(__package__),
            "streams": environment(__package__, streaming=True),
            "room": Room(self._chosen.max_visitors),
            "framed": bool(self._chosen.origins),
            "headers": security_headers(self._chosen.origins),
            "log_function": lambda handler: None,  # who reads what is nobody's business
            "default_handler_class": pages.Nothing,
        }
        self.app = Application(self.init_handlers(), **settings)
        return self.app

    def init_handlers(self) -> list[Any]:
        def at(path: str) -> str:
            return str(url_path_join(self.base_url, path))

        names = "|".join(_EXTENSIONS)
        static = {"paths": [path for path in self.static_paths if Path(path).is_dir()]}
        extensions = {"path": self.labextensions_path, "no_cache_paths": ["/"]}
        return [
            (self.base_url, pages.Home),
            (at("/glossary"), pages.Glossary),
            (at("/references"), pages.References),
            *((at(f"/{PAGES[name]}"), pages.Text, {"name": name}) for name in texts.NAMES),
            (at("/healthz"), pages.Health),
            (at("/assets/(.+)"), pages.AssetFile),
            (at("/login"), pages.Login),
            (at("/modules/([a-z0-9-]+)"), notebooks.NotebookPage, {"kind": "modules"}),
            (at("/apps/([a-z0-9-]+)"), notebooks.NotebookPage, {"kind": "apps"}),
            (at(rf"/api/kernels/{_KERNEL}"), notebooks.OneKernel),
            (at(rf"/api/kernels/{_KERNEL}/channels"), VoilaKernelWebsocketHandler),
            (at(rf"/voila/api/shutdown/{_KERNEL}"), notebooks.Leave),
            (at(r"/voila/static/([\w.-]+)"), MultiStaticFileHandler, static),
            (at(rf"/voila/labextensions/((?:{names})/static/[\w.-]+)"), FileFindHandler, extensions),
        ]

    async def close(self) -> None:
        """Stop every kernel and remove what was written."""
        with contextlib.suppress(
            Exception
        ):  # a kernel that is gone already must not keep the folder from going
            await ensure_async(self.kernel_manager.shutdown_all(now=True))
        shutil.rmtree(self.connection_dir, ignore_errors=True)


def _config() -> Config:
    config = Config()
    config.VoilaConfiguration.extension_allowlist = list(_EXTENSIONS)
    config.VoilaConfiguration.multi_kernel_manager_class = Kernels
    # A kernel that died is not replaced behind the page's back: the page says so instead.
    config.KernelRestarter.restart_limit = 0
    if os.name == "posix":  # sockets in a folder of our own: nobody else on the machine can speak to a kernel
        config.KernelManager.transport = "ipc"
    # Seconds without a page; kernels whose page is still open are looked after in kernels.py.
    config.Kernels.cull_idle_timeout = 900
    config.Kernels.cull_interval = 60
    return config


def serve(settings: Settings, sockets: list[socket.socket], ready: Callable[[str], None]) -> None:
    """Serve on the sockets until interrupted. `ready` is told the address, with the token when there is one."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    # It warns at each connection that two time limits of Jupyter do not suit it, and at each request it cannot read.
    logging.getLogger("tornado.general").setLevel(logging.ERROR)
    asyncio.run(_run(settings, sockets, ready))


async def _run(settings: Settings, sockets: list[socket.socket], ready: Callable[[str], None]) -> None:
    server = CourseServer(settings)
    http = HTTPServer(server.application(), xheaders=True)
    http.add_sockets(sockets)
    over = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, over.set)
    port = sockets[0].getsockname()[1]
    ready(address(settings, port))
    try:
        await over.wait()
    finally:
        http.stop()
        await server.close()


def address(settings: Settings, port: int) -> str:
    """What to open in a browser."""
    host = socket.gethostname() if settings.host in {"", "0.0.0.0", "::"} else settings.host
    host = f"[{host}]" if ":" in host else host
    query = f"?{urlencode({'token': settings.token})}" if settings.token else ""
    return f"http://{host}:{port}{settings.base_url}{query}"
