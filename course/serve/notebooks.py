"""Modules and apps: a notebook is run by a kernel of its own while its page is arriving."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.handlers import KernelHandler
from markupsafe import Markup
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError
from voila.utils import get_page_config

from ..errors import CourseError
from ..outline import App, Module
from ..publish.frame import in_script
from ..publish.pages import around
from .door import signed_in
from .pages import CourseHandler
from .visit import Visit, notebook

_KEEP_ALIVE = 10.0  # seconds of silence after which a proxy might give up on a page that is still arriving


class NotebookPage(CourseHandler):
    """A module or an app, run by a kernel of its own while the page is arriving."""

    def initialize(self, kind: str) -> None:
        self._kind = kind

    @signed_in
    async def get(self, id: str) -> None:
        course = self.frame.course
        found: Module | App | None = course.module(id) if self._kind == "modules" else course.app(id)
        if found is None:
            raise HTTPError(404)
        if not self.settings["room"].enter(len(self.kernel_manager.list_kernel_ids())):
            self.set_status(503)
            self.set_header("Retry-After", "60")
            self.message(
                "The room is full just now",
                "As many people are here as this computer can serve. A place opens when somebody closes a page. "
                "Please try again in a minute.",
                again=True,
            )
            return
        try:
            content = notebook(found.notebook)
            kernel_id = await ensure_async(self.kernel_manager.start_kernel(kernel_name="python3", path="."))
        except CourseError as error:
            raise HTTPError(500, log_message=str(error)) from error
        finally:
            self.settings["room"].entered()
        try:
            await self._send(found, content, kernel_id)
        except StreamClosedError:
            # The person left before the page was complete: nobody will tell the kernel to stop.
            await self._stop(kernel_id)

    async def _stop(self, kernel_id: str) -> None:
        with contextlib.suppress(KeyError):
            await ensure_async(self.kernel_manager.shutdown_kernel(kernel_id))

    async def _send(self, found: Module | App, content: Any, kernel_id: str) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        template = self.settings["streams"].get_template("notebook.html.j2")
        parts = template.generate_async(
            frame=self.frame,
            here=self._kind,
            blocks=self._blocks(Visit(found, self.frame, content), kernel_id),
            **around(found, self.frame),
        )
        # Jinja hands out many small pieces; they are sent when something slow follows.
        step = asyncio.ensure_future(anext(parts, None))
        while True:
            done, _ = await asyncio.wait({step}, timeout=0 if step.done() else 0.02)
            if not done:
                await self.flush()
                done, _ = await asyncio.wait({step}, timeout=_KEEP_ALIVE)
            if not done:
                self.write("<!-- still working -->\n")
                continue
            piece = step.result()
            if piece is None:
                break
            self.write(piece)
            step = asyncio.ensure_future(anext(parts, None))
        self.finish()

    async def _blocks(self, visit: Visit, kernel_id: str) -> AsyncIterator[Markup]:
        yield Markup('<script id="jupyter-config-data" type="application/json">{}</script>').format(
            self._page_config(kernel_id)
        )
        async for block in visit.blocks(self.kernel_manager.get_kernel(kernel_id)):
            yield Markup(block)

    def _page_config(self, kernel_id: str) -> Markup:
        """What Voila's front end reads: where the kernel is and which extensions draw widgets."""
        config = get_page_config(
            base_url=self.base_url,
            settings=self.settings,
            log=self.log,
            voila_configuration=self.settings["voila"].voila_configuration,
        )
        config |= {"baseUrl": self.base_url, "kernelId": kernel_id, "jupyterLabTheme": "light"}
        return in_script(json.dumps(config))


class OneKernel(KernelHandler):  # type: ignore[misc]
    """Says that a kernel is there, which the front end asks before it connects. Nothing can be done to it."""

    SUPPORTED_METHODS = ("GET",)


class Leave(CourseHandler):
    """A page that is being left tells its kernel to stop. Only that page knows the kernel's name."""

    @signed_in
    async def post(self, kernel_id: str) -> None:
        with contextlib.suppress(KeyError):
            await ensure_async(self.kernel_manager.shutdown_kernel(kernel_id))
        self.set_status(204)
        self.finish()
