"""Kernels of visitors: each lives as long as its page, but a page that nobody touches for hours gives its place back."""

from datetime import UTC, datetime, timedelta

from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

FORGOTTEN = timedelta(hours=8)


class Kernels(AsyncMappingKernelManager):  # type: ignore[misc]
    """Kernels whose page is gone are stopped by the settings of the server; those of forgotten pages here."""

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        await super().cull_kernel_if_idle(kernel_id)
        kernel = self._kernels.get(kernel_id)
        last = getattr(kernel, "last_activity", None)
        if last is not None and datetime.now(UTC) - last > FORGOTTEN:
            await ensure_async(self.shutdown_kernel(kernel_id))
