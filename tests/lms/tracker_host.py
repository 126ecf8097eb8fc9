"""A small LMS of the tests' own for the trackers: an API that notes its calls and misbehaves when told to, around one page."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from mirrorwell.course.lms.tracker import script, style
from mirrorwell.course.publish.assets import assets
from mirrorwell.widgets._base import static_text
from playwright.sync_api import Browser, BrowserContext, Frame, Locator, Page
from rjsmin import jsmin

from .watch import Watch

UNIT = {"unit": "what-protects", "whole": False, "check": "6", "activity": "check-6", "pass_mark": 80}
UNIT |= {"sections": {"6": 4}, "title": "Module 6: What protects"}
UNCHECKED = {"check": None, "activity": None, "pass_mark": None}
WHOLE = {
    "unit": "course",
    "whole": True,
    "check": "post",
    "activity": "post-test",
    "sections": {"1": 2, "2": 3},
}

# `held` is the data of the LMS; a function of `bad` stands in for a call of that name.
_API = """<script>
  window.calls = []; window.bad = {}; window.held = {};
  window.makeApi = (names, errors) => Object.fromEntries(names.map((name, at) => [name, (...given) => {
    if (at === 5) return bad[name] ? bad[name]() : "0";
    const usual = [() => "true", () => "true", key => held[key] ?? "", (key, value) => { held[key] = value; return "true"; }, () => "true"][at];
    const answer = bad[name] ? bad[name](...given) : usual(...given);
    calls.push([name.replace("LMS", "").replace("Terminate", "Finish"), ...given.map(String), String(answer)]);
    return answer;
  }]));
  window.NAMES = { API: ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSGetLastError"],
    API_1484_11: ["Initialize", "Terminate", "GetValue", "SetValue", "Commit", "GetLastError"] };
  SETUP
</script>"""
API = {"scorm12": "API", "scorm2004": "API_1484_11"}


def page_of(standard: str, unit: dict[str, Any] | None = None, tracker: str | None = None) -> str:
    """The page of a package: what the contract asks for, the widgets' store, and nothing else."""
    code = tracker or script(standard)
    note = json.dumps({"standard": standard, **UNIT, **(unit or {})})
    return f"""<!doctype html><html lang="en" data-mw-page><head><meta charset="utf-8"><title>A module</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
<style>{static_text("_tokens.css")}{_style()}{style()}</style>
<script type="application/json" id="mw-package">{note}</script><script>{jsmin(code)}</script>
<script>(() => {{ {static_text("_store.js")} window.courseStore = courseStore; window.said = rememberedWhere; }})();
window.readies = 0; globalThis[Symbol.for("mirrorwell.ready")]?.then(() => readies++);
window.states = 0; document.addEventListener("mirrorwell:state", () => states++); courseStore();</script>
</head><body><main class="page stack"><h1>A module</h1><p data-results role="status"></p><section data-sent></section></main></body></html>"""


def _style() -> str:
    return re.sub(r"@font-face .*", "", assets()["page.css"].body.decode())


class Site:
    """A web server of pages by their path; it answers as 127.0.0.1 and as localhost, two origins to a browser.

    What begins with /xapi/ or /fetch is a request to `store`, where there is one.
    """

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.store: Callable[[str, str, dict[str, str], str], tuple[int, str] | None] = lambda *_: (404, "")
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                body = site.pages.get(parts.path)
                answer = (200 if body is not None else 404, body or "")
                if parts.path.startswith(("/xapi/", "/fetch")):
                    given = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
                    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                    found = site.store(self.command, parts.path, query, given)
                    if found is None:
                        return
                    answer = found
                self.send_response(answer[0])
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(answer[1].encode())

            do_POST = do_PUT = do_GET

            def log_message(self, *_: Any) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @contextmanager
    def running(self) -> Iterator["Site"]:
        thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield self
        finally:
            self.server.shutdown()
            self.server.server_close()
            thread.join()


def lms_page(
    standard: str, held: dict[str, str] | None = None, setup: str = "", content: str = "/content"
) -> str:
    """The LMS's page: its API, and the package in a frame."""
    name = API[standard]
    begin = f"held = {json.dumps(held or {})}; window.{name} = makeApi(NAMES.{name}); {setup}"
    return f"""<!doctype html><html lang="en"><title>LMS</title><link rel="icon" href="data:,">{_API.replace("SETUP", begin)}
<iframe id="content" title="content" src="{content}" width="600" height="500"></iframe></html>"""


class Visit:
    """A package that is open in the LMS's page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def frame(self) -> Frame:
        found = self.page.query_selector("#content")
        inner = found and found.content_frame()
        return inner or self.page.main_frame

    @property
    def calls(self) -> list[list[str]]:
        """Every call: its name without prefix (the end is always "Finish"), what was given, what came back."""
        made: list[list[str]] = self.page.evaluate("calls")
        return made

    @property
    def names(self) -> list[str]:
        return [call[0] for call in self.calls]

    def sets(self, *endings: str) -> list[tuple[str, str]]:
        """What was written, in order; with `endings` only elements that end so."""
        made = [(call[1], call[2]) for call in self.calls if call[0] == "SetValue"]
        return [each for each in made if not endings or each[0].endswith(endings)]

    def values(self, ending: str) -> list[str]:
        return [value for _, value in self.sets(ending)]

    def held(self, name: str) -> str:
        found: str = self.page.evaluate("name => held[name] ?? ''", name)
        return found

    @property
    def line(self) -> Locator:
        return self.frame.locator("[data-results]")

    def bad(self, **calls: str) -> None:
        """`bad(LMSCommit="() => 'false'")` makes a call misbehave; an empty text makes it good again."""
        for name, code in calls.items():
            self.page.evaluate(f"() => {{ bad.{name} = {code or 'undefined'}; }}")

    def see(self, *sections: int, module: str = "6") -> None:
        """Reach sections (from 1) in one go, as the page notes it."""
        bits = sum(1 << (each - 1) for each in sections)
        self.frame.evaluate(
            "([module, bits]) => courseStore().change(state => { state.s[module] = (state.s[module] ?? 0) | bits; })",
            [module, bits],
        )

    def change(self, code: str) -> None:
        self.frame.evaluate(f"() => courseStore().change(state => {{ {code} }})")

    def result(self, score: Any, activity: str = "check-6", kind: str = "check", **more: Any) -> None:
        detail = {"activity": activity, "kind": kind, "score": score, "max": 100, "completed": True, **more}
        self.frame.evaluate(
            "detail => document.body.dispatchEvent(new CustomEvent('mirrorwell:result', { bubbles: true, detail }))",
            detail,
        )

    def state(self) -> Any:
        """What the page's own store reads."""
        return self.frame.evaluate("courseStore().read()")

    def hide(self, hidden: bool = True) -> None:
        self.frame.evaluate(
            """word => { Object.defineProperty(document, "visibilityState", { value: word, configurable: true });
            document.dispatchEvent(new Event("visibilitychange")); }""",
            "hidden" if hidden else "visible",
        )

    def leave(self) -> None:
        """The frame goes away, and nobody pressed a button."""
        self.page.evaluate(
            "new Promise(done => { const at = document.getElementById('content'); at.onload = done; at.src = 'about:blank'; })"
        )

    def again(self) -> None:
        """The next visit to the same LMS; what it holds stays, the calls are counted anew."""
        self.leave()
        self.page.evaluate(
            "new Promise(done => { calls.length = 0; const at = document.getElementById('content'); at.onload = done; at.src = '/content'; })"
        )


NEW = {
    "scorm12": {
        "cmi.core.lesson_status": "not attempted",
        "cmi.core.lesson_mode": "normal",
        "cmi.core.credit": "credit",
    },
    "scorm2004": {
        "cmi.completion_status": "unknown",
        "cmi.success_status": "unknown",
        "cmi.mode": "normal",
        "cmi.credit": "credit",
    },
}
"""What an LMS holds of a learner who was never there."""


@contextmanager
def visits(browser: Browser, watch: Watch) -> Iterator[Callable[..., Visit]]:
    """A factory: `visit("scorm12", held, setup="JavaScript", unit={...})` opens a package in an LMS of its own.

    The tab's clock stands still until the test runs it. `lms` and `content` stand in for the two pages.
    """
    contexts: list[BrowserContext] = []
    with Site().running() as site:

        def visit(
            standard: str = "scorm12",
            held: dict[str, str] | None = None,
            *,
            setup: str = "",
            unit: dict[str, Any] | None = None,
            lms: str | None = None,
            content: str | None = None,
            pages: dict[str, str] | None = None,
            start: str = "/lms",
            store: Any = None,
            ready: bool = True,
            **options: Any,
        ) -> Visit:
            site.pages |= {
                "/lms": lms
                if lms is not None
                else lms_page(standard, NEW[standard] if held is None else held, setup)
            }
            site.pages |= {"/content": content or page_of(standard, unit), **(pages or {})}
            for path, text in site.pages.items():
                site.pages[path] = text.replace("OTHER", site.url("", "localhost")).replace(
                    "HERE", site.url("")
                )
            if store:
                site.store = store
            context = browser.new_context(
                **{"viewport": {"width": 700, "height": 600}, "reduced_motion": "reduce", **options}
            )
            contexts.append(context)
            context.set_default_timeout(20_000)
            context.on("page", watch.follow)
            page = context.new_page()
            page.clock.install(time=0)
            page.clock.pause_at(1000)
            page.goto(site.url(start))
            made = Visit(page)
            if ready:
                made.frame.wait_for_function("readies === 1")
            return made

        yield visit
        for context in contexts:
            context.close()
