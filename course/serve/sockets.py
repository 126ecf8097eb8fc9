"""Taking a port before anything is started, so that a busy one costs one line and no half-started server."""

import errno
import socket

from tornado.netutil import bind_sockets

from ..errors import CourseError


def bind(host: str, port: int) -> list[socket.socket]:
    """Listen on host and port; port 0 takes any free one. Raises CourseError in one line."""
    try:
        return list(bind_sockets(port, host))
    except OSError as error:
        busy = error.errno == errno.EADDRINUSE
        reason = "is in use by another program" if busy else f"cannot be used: {error.strerror or error}"
        raise CourseError(
            f"Port {port} on {host} {reason}. Choose another with --port, or stop what uses it."
        ) from error
