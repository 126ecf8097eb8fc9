"""What the server answers without a kernel: pages, headers, the door, and nothing of its files."""

import asyncio
import re
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from mirrorwell.course.errors import CourseError
from mirrorwell.course.outline import course
from mirrorwell.course.publish.assets import assets
from mirrorwell.course.serve.app import address
from mirrorwell.course.serve.kernels import Kernels
from mirrorwell.course.serve.room import Room
from mirrorwell.course.serve.settings import Settings, settings
from mirrorwell.course.serve.sockets import bind
from mirrorwell.course.site import Site
from tornado.httpclient import HTTPResponse

Ask = Callable[..., list[HTTPResponse]]


def text(answer: HTTPResponse) -> str:
    return (answer.body or b"").decode()


def test_the_home_page_links_every_module_and_app(ask: Ask) -> None:
    (home,) = ask("/")
    assert home.code == 200
    for part in course().parts:
        assert f'href="/{part.path}"' in text(home)


def test_health_answers_ok_also_without_the_word(ask: Ask) -> None:
    (health,) = ask("/healthz", settings=Settings(token="lantern"))
    assert (health.code, health.body) == (200, b"ok")


def test_words_and_sources_can_be_looked_up(ask: Ask) -> None:
    glossary, references = ask("/glossary", "/references")
    assert glossary.code == references.code == 200
    assert "ACE score" in text(glossary)
    assert "https://doi.org/" in text(references)


@pytest.mark.parametrize(
    "path",
    [
        "/voila/tree",
        "/voila/files/pyproject.toml",
        "/voila/files/x.png",
        "/voila/templates/lab/index.html.j2",
        "/voila/templates/lab/static/../index.html.j2",
        "/voila/render/05-reading-ace-evidence-with-care.ipynb",
        "/voila/api/contents",
        "/api/contents",
        "/api/kernels",
        "/api/sessions",
        "/api/terminals",
        "/assets/../app.py",
        "/assets/" + quote("../../serve/app.py", safe=""),
        "/assets/" + quote("/etc/passwd", safe=""),
        "/voila/static/" + quote("../index.html.j2", safe=""),
        "/voila/static/..%5c..%5cindex.html.j2",
        "/voila/labextensions/anywidget/package.json",
        "/voila/labextensions/anywidget/static/" + quote("../package.json", safe=""),
        "/voila/labextensions/jupyterlab_pygments/static/style.js",
        "/files/modules/questions.toml",
        "/modules/05-reading-ace-evidence-with-care.ipynb",
        "/modules/..%2f..%2fpyproject.toml",
        "/static/style/index.css",
        "/logout",
    ],
)
def test_no_file_of_the_server_can_be_read_through_it(path: str, ask: Ask) -> None:
    (answer,) = ask(path)
    assert answer.code in {403, 404}
    assert "mirrorwell" in text(answer)
    assert "Traceback" not in text(answer)


def test_a_kernel_can_be_neither_listed_nor_started_nor_stopped_from_outside(ask: Ask) -> None:
    (started,) = ask("/api/kernels", method="POST", body="{}")
    (stopped,) = ask("/api/kernels/0b8ac0f2-0000-4000-8000-000000000000", method="DELETE")
    assert started.code in {403, 404, 405}
    assert stopped.code in {403, 404, 405}


@pytest.mark.parametrize("path", ["/", "/nowhere", "/assets/page.css", "/glossary"])
def test_every_answer_keeps_the_browser_at_this_host(path: str, ask: Ask) -> None:
    (answer,) = ask(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy.split("; ")
    assert not re.search(r"https?:", policy)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_a_site_that_is_named_may_frame_the_course(ask: Ask) -> None:
    (answer,) = ask("/", settings=Settings(origins=("https://lms.example.org",)))
    assert "frame-ancestors 'self' https://lms.example.org" in answer.headers["Content-Security-Policy"]


def test_no_page_names_an_address_that_the_browser_would_load_from_elsewhere(ask: Ask) -> None:
    for answer in ask("/", "/glossary", "/references", "/nowhere"):
        loaded = re.findall(r'<(?:link|script|img|iframe)[^>]+(?:href|src)="([^"]+)"', text(answer))
        assert loaded
        assert [each for each in loaded if not each.startswith("/")] == []


def test_assets_are_kept_for_a_year_only_under_the_version_a_page_names(ask: Ask) -> None:
    style = assets()["page.css"]
    right, wrong, bare = ask(f"/assets/{style.address}", "/assets/page.css?v=other", "/assets/page.css")
    assert "immutable" in right.headers["Cache-Control"]
    assert wrong.headers["Cache-Control"] == bare.headers["Cache-Control"] == "no-cache"
    assert right.headers["Content-Type"].startswith("text/css")


def test_the_style_sheet_names_fonts_by_their_version(ask: Ask) -> None:
    (style,) = ask("/assets/page.css")
    named = re.findall(r'url\("([^"]+)"\)', text(style))
    assert len(named) == 4
    assert all(font.code == 200 for font in ask(*(f"/assets/{name}" for name in named)))


def test_with_a_word_a_page_asks_for_it_and_the_address_can_carry_it(ask: Ask) -> None:
    guarded = Settings(token="lan tern")
    refused, wrong = ask("/", "/?token=wrong", settings=guarded)
    assert refused.code == wrong.code == 302
    assert refused.headers["Location"].startswith("/login?next=")
    (let_in,) = ask("/?token=lan%20tern", settings=guarded)
    assert let_in.code == 200
    assert "SameSite=Lax" in let_in.headers["Set-Cookie"]
    assert "HttpOnly" in let_in.headers["Set-Cookie"]


@pytest.mark.parametrize(
    "path", ["/modules/what-protects", "/glossary", "/references", "/about", "/problem", "/apps/ace-explorer"]
)
def test_with_a_word_no_page_is_open_without_it(path: str, ask: Ask) -> None:
    (answer,) = ask(path, settings=Settings(token="lantern"))
    assert answer.code == 302


@pytest.mark.parametrize(
    "wanted", ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example"]
)
def test_after_the_word_nobody_is_led_to_another_site(wanted: str, ask: Ask) -> None:
    (answer,) = ask(
        f"/login?next={quote(wanted)}",
        settings=Settings(token="lantern"),
        method="POST",
        body="password=lantern",
    )
    assert answer.code == 302
    assert answer.headers["Location"] == "/"


def test_without_a_word_nobody_gets_a_cookie(ask: Ask) -> None:
    assert all("Set-Cookie" not in answer.headers for answer in ask("/", "/glossary", "/nowhere"))


def test_under_a_base_url_every_address_begins_with_it(ask: Ask) -> None:
    (home, outside) = ask("/hub/course/", "/", settings=Settings(base_url="/hub/course/"))
    assert home.code == 200
    assert outside.code == 404
    ours = re.findall(r'(?:href|src)="(/[^"]*)"', text(home))
    assert len(ours) > 10
    assert [each for each in ours if not each.startswith("/hub/course/")] == []


def test_what_a_host_says_stands_on_the_page_as_text(ask: Ask) -> None:
    site = Site(contact="<b>Sam</b>, room 4", exit_address="https://weather.example", emergency_number="112")
    (home,) = ask("/", settings=Settings(site=site))
    assert "&lt;b&gt;Sam&lt;/b&gt;, room 4" in text(home)
    assert '"exit_address": "https://weather.example"' in text(home)
    assert '"href": "tel:112"' in text(home)


def test_the_pages_about_the_course_have_their_heading_in_the_frame_and_lead_to_each_other(ask: Ask) -> None:
    about, problem = ask("/about", "/problem", settings=Settings(site=Site(contact="Sam, room 4")))
    assert "<h1>How this course was made, and what it does not know</h1>" in text(about)
    assert '<a href="/problem">please say so</a>' in text(about)
    assert "<h1>How to report a problem</h1>" in text(problem)
    named = "<b>Contact for concerns: Sam, room 4</b>"
    assert named in text(problem) and named not in text(about)


def test_a_page_that_cannot_be_made_says_so_without_its_reasons(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise RuntimeError("inner matter")

    monkeypatch.setattr("mirrorwell.course.lookup.terms", fails)
    (answer,) = ask("/glossary")
    assert answer.code == 500
    assert "This page could not be made" in text(answer)
    assert "inner matter" not in text(answer)


def test_a_notebook_that_is_missing_is_said_in_the_frame(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise CourseError(f"The notebook {name} is not installed.")

    monkeypatch.setattr("mirrorwell.course.serve.notebooks.notebook", missing)
    (answer,) = ask("/modules/what-protects")
    assert answer.code == 500
    assert "This page could not be made" in text(answer)


def test_a_busy_port_costs_one_line() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]
        with pytest.raises(CourseError, match=f"Port {port} on 127.0.0.1 is in use.*--port"):
            bind("127.0.0.1", port)


def test_a_host_that_is_not_of_this_machine_is_named() -> None:
    with pytest.raises(CourseError, match=r"Port 8866 on 203\.0\.113\.9 cannot be used"):
        bind("203.0.113.9", 8866)


@pytest.mark.parametrize(
    "origin",
    ["lms.example.org", "https://lms.example.org/course", "https://a.org; script-src *", "*", "https://*"],
)
def test_an_origin_that_is_none_is_refused(origin: str) -> None:
    with pytest.raises(CourseError, match=r"--allow-frame .* is no origin"):
        settings("127.0.0.1", 8866, "/", "", [origin], 0, None)


@pytest.mark.parametrize(
    ("given", "made"), [("/", "/"), ("", "/"), ("course", "/course/"), ("/a/b/", "/a/b/")]
)
def test_a_base_url_gets_its_slashes(given: str, made: str) -> None:
    assert settings("127.0.0.1", 8866, given, "", [], 0, None).base_url == made


def test_a_base_url_that_is_no_path_is_refused() -> None:
    with pytest.raises(CourseError, match="is no plain path"):
        settings("127.0.0.1", 8866, "/a b/?x", "", [], 0, None)


def test_a_site_file_that_is_missing_is_named() -> None:
    with pytest.raises(CourseError, match=r"nowhere\.toml cannot be read"):
        settings("127.0.0.1", 8866, "/", "", [], 0, Path("nowhere.toml"))


def test_the_address_that_is_printed_opens_the_course() -> None:
    assert address(Settings(), 8866) == "http://127.0.0.1:8866/"
    assert address(Settings(token="a b&c", base_url="/x/"), 9) == "http://127.0.0.1:9/x/?token=a+b%26c"
    assert address(Settings(host="::1"), 9) == "http://[::1]:9/"


def test_a_room_counts_those_who_are_just_coming_in() -> None:
    room = Room(2)
    assert room.enter(inside=0)
    assert room.enter(inside=0)
    assert not room.enter(inside=0)
    room.entered()
    assert room.enter(inside=0)
    assert not room.enter(inside=1)


def test_a_room_without_a_limit_is_never_full() -> None:
    assert all(Room(0).enter(inside=number) for number in range(500))


@pytest.mark.parametrize(("hours", "stopped"), [(9, ["a"]), (7, [])])
def test_a_page_that_nobody_touched_for_hours_gives_its_place_back(
    hours: int, stopped: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def shut(self: Kernels, kernel_id: str) -> None:
        gone.append(kernel_id)

    gone: list[str] = []
    monkeypatch.setattr(Kernels, "shutdown_kernel", shut)
    kernel = SimpleNamespace(
        execution_state="idle",
        kernel_name="python3",
        kernel_spec=SimpleNamespace(metadata={}),
        last_activity=datetime.now(UTC) - timedelta(hours=hours),
    )
    kernels = Kernels()
    kernels._kernels["a"] = kernel
    kernels._kernel_connections["a"] = 1
    asyncio.run(kernels.cull_kernel_if_idle("a"))
    assert gone == stopped
