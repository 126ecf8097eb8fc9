"""Taking a port before anything is started, so that a busy one costs one line and no half-started server."""

import errno
import socket

from ..errors import CourseError


def bind(host: str, port: int) -> list[socket.socket]:
    """Listen on every address of the host; port 0 takes any free one. Raises CourseError in one line."""
    held: list[socket.socket] = []
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, name in dict.fromkeys((family, str(address[0])) for family, *_, address in found):
            chosen = held[0].getsockname()[1] if held else port
            held.append(socket.create_server((name, chosen), family=family, backlog=128))
            held[-1].setblocking(False)
    except OSError as error:
        for each in held:
            each.close()
        busy = error.errno == errno.EADDRINUSE
        reason = "is in use by another program" if busy else f"cannot be used: {error.strerror or error}"
        raise CourseError(
            f"Port {port} on {host} {reason}. Choose another with --port, or stop what uses it."
        ) from error
    return held
