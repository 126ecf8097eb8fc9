"""A server without a port of its own choice and without kernels, asked from within the same loop."""

import asyncio
from collections.abc import Callable

import pytest
from mirrorwell.course.serve.app import CourseServer
from mirrorwell.course.serve.settings import Settings
from tornado.httpclient import AsyncHTTPClient, HTTPResponse
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port

Ask = Callable[..., list[HTTPResponse]]


@pytest.fixture
def ask() -> Ask:
    """`ask("/", "/healthz", settings=Settings(...), headers={...})` returns one answer for each path."""

    def run(
        *paths: str,
        settings: Settings | None = None,
        method: str = "GET",
        headers: dict[str, str] | None = None,
        body: str | None = None,
    ) -> list[HTTPResponse]:
        async def talk() -> list[HTTPResponse]:
            course = CourseServer(settings or Settings())
            server = HTTPServer(course.application())
            held, port = bind_unused_port()
            server.add_socket(held)
            client = AsyncHTTPClient(force_instance=True)
            try:
                return [
                    await client.fetch(
                        f"http://127.0.0.1:{port}{path}",
                        method=method,
                        headers=headers,
                        body=body,
                        follow_redirects=False,
                        raise_error=False,
                    )
                    for path in paths
                ]
            finally:
                client.close()
                server.stop()
                await server.close_all_connections()
                await course.close()

        return asyncio.run(talk())

    return run
