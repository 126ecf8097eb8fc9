"""One visit: a kernel of its own runs the story cells of a notebook, and the blocks of the page come out in order."""

import logging
from collections.abc import AsyncIterator
from typing import Any

from jupyter_core.utils import ensure_async
from nbconvert.filters import strip_ansi
from voila.execute import VoilaExecutor

from ..errors import CourseError
from ..outline import App, Module
from ..publish.cells import SORRY, Blocks
from ..publish.frame import Frame
from ..publish.markdown import converter
from ..publish.record import parse
from ..publish.recorded import read

log = logging.getLogger(__name__)

_SORRY = f'<div class="note weak" role="note"><p>{SORRY}</p></div>\n'


def notebook(name: str) -> Any:
    """Read a notebook of the course, without the cells that pages leave out."""
    return parse(name, read(name))


class Visit:
    """Runs one notebook for one person. `kernel` is the manager's kernel, already asked to start."""

    def __init__(self, page: Module | App, frame: Frame, content: Any) -> None:
        self._content = content
        self._blocks = Blocks(converter(frame.page_of), page if isinstance(page, Module) else None)

    async def blocks(self, kernel: Any) -> AsyncIterator[str]:
        """Yield the blocks of the page as HTML. Whatever fails, the text of the page comes whole."""
        executor = VoilaExecutor(
            self._content,
            km=kernel,
            allow_errors=True,
            show_tracebacks=False,
            startup_timeout=120,
            timeout=120,
            interrupt_on_timeout=True,
        )
        alive = await self._connect(executor)
        for index, cell in enumerate(self._content.cells):
            if cell.cell_type == "code":
                alive = alive and await self._run(executor, cell, index)
                if not alive:
                    yield _SORRY
                    continue
            yield self._render(cell)
        if executor.kc is not None:
            await ensure_async(executor.kc.stop_channels())

    def _render(self, cell: Any) -> str:
        try:
            return self._blocks.render(cell)
        except CourseError as error:  # a fault of the course: the page comes, the host reads which one
            log.error("%s", error)
            return _SORRY

    async def _connect(self, executor: Any) -> bool:
        try:
            executor.kc = await executor.async_start_new_kernel_client()
        except Exception:  # the kernel did not start: the person reads on, the host reads the log
            log.exception("A kernel did not start")
            return False
        return True

    async def _run(self, executor: Any, cell: Any, index: int) -> bool:
        """Run one cell; False when the kernel is gone. A cell that fails says so in its outputs."""
        try:
            await executor.async_execute_cell(cell, index, store_history=False)
        except (
            Exception
        ):  # the kernel died or hung: the text of the page still comes whole, the host reads the log
            log.exception("Cell %d could not be run", index)
            return False
        for output in cell.outputs:
            if output.output_type == "error":
                log.error("Cell %d failed:\n%s", index, strip_ansi("\n".join(output.traceback)))
        cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
        return True
