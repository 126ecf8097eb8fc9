"""Open edX's SCORM block behind a small server of its own. Run with the Python of .lab/openedx, never imported.

    python openedx_server.py NPM_FOLDER STATIC_FOLDER     prints its address as its first line

POST /blocks (a zip) makes a block for one learner; /blocks/N shows it as Open edX would; /blocks/N/held tells what it
holds; POST /blocks/N/weather with "fine", "failing" or "dropping" says how its handlers fare.
"""

import io
import json
import sys
import tempfile
import threading
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import django
from django.conf import settings

MEDIA = tempfile.TemporaryDirectory()
settings.configure(
    MEDIA_ROOT=MEDIA.name,
    USE_TZ=True,
    USE_I18N=False,
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
django.setup()

from flask import Flask, Response, abort, request, send_from_directory  # noqa: E402
from openedxscorm.scormxblock import ScormXBlock  # noqa: E402
from webob import Request  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402
from xblock.field_data import DictFieldData  # noqa: E402
from xblock.fields import ScopeIds  # noqa: E402

NPM, STATIC = Path(sys.argv[1]), Path(sys.argv[2])
HANDLERS = {"scorm_get_value", "scorm_set_values", "scorm_set_value", "scorm_initialize", "scorm_terminate"}
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Open edX</title>
<link rel="icon" href="data:,">
<style>body {{ margin: 0 }} {css}</style>
<script src="/npm/jquery/dist/jquery.min.js"></script>
<script src="/lab/recorder.js"></script>
<script>{js}</script>
<script>
  // Recorded in the moment it is made: a package that loads quickly asks at once.
  const made = initScorm;
  initScorm = (...given) => {{ made(...given); recordLms(window); }};
</script>
<div id="block">{html}</div>
<script>
  {init}({{ handlerUrl: (element, name) => "/blocks/{number}/handler/" + name }}, document.getElementById("block"), {args});
</script>
"""


class Runtime:
    """As much of a runtime as the block asks for."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.published: list[tuple[str, Any]] = []
        self.scores: list[float] = []
        self.weather = "fine"
        self.lock = threading.RLock()

    def service(self, block: ScormXBlock, name: str) -> Any:
        if name != "user":
            return None
        known = {"edx-platform.user_id": 7, "edx-platform.username": "learner"}
        return SimpleNamespace(get_current_user=lambda: SimpleNamespace(opt_attrs=known))

    def handler_url(self, block: ScormXBlock, name: str, *args: Any, **kwargs: Any) -> str:
        return f"/blocks/{self.number}/handler/{name}"

    def save_block(self, block: ScormXBlock) -> None:
        """Nothing is left to do: the fields have saved themselves."""

    def publish(self, block: ScormXBlock, event: str, data: Any) -> None:
        self.published.append((event, data))


class Learner:
    """One learner's block. It is made anew for each request from the fields it saved, as in Open edX."""

    def __init__(self, number: int) -> None:
        self.runtime = Runtime(number)
        self.fields = DictFieldData({})
        self.ids = ScopeIds("learner", "openedxscorm", f"definition-{number}", f"usage-{number}")

    def block(self) -> ScormXBlock:
        made = ScormXBlock(self.runtime, self.fields, self.ids)
        made.location = SimpleNamespace(
            block_id=f"block-{self.runtime.number}", org="org", course="course", block_type="scorm"
        )
        return made

    def upload(self, package: bytes) -> None:
        file = io.BytesIO(package)
        file.name = "package.zip"
        block = self.block()
        block.update_package_meta(file)
        block.extract_package(file)
        block.update_package_fields()
        block.save()

    def page(self) -> str:
        block = self.block()
        shown = block.student_view()
        block.save()
        parts: dict[str, str] = {"css": "", "js": ""}
        for each in shown.resources:
            part = {"text/css": "css", "application/javascript": "js"}[each.mimetype]
            parts[part] += each.data + "\n"
        args = json.dumps(shown.json_init_args).replace("<", "\\u003c")
        return PAGE.format(
            html=shown.content, init=shown.js_init_fn, args=args, number=self.runtime.number, **parts
        )

    def held(self) -> dict[str, Any]:
        block = self.block()
        return {
            "launch": block.index_page_path,
            "version": block.scorm_version,
            "warnings": block.package_warnings,
            "lesson_status": block.lesson_status,
            "success_status": block.success_status,
            "lesson_score": block.lesson_score,
            "data": block.scorm_data,
            "block": version("openedx-scorm-xblock"),
            "scores": self.runtime.scores,
            "published": self.runtime.published,
        }


app = Flask(__name__)
learners: list[Learner] = []


@app.post("/blocks")
def upload() -> dict[str, Any]:
    learner = Learner(len(learners))
    learners.append(learner)
    learner.upload(request.get_data())
    return {"number": learner.runtime.number}


@app.get("/blocks/<int:number>")
def show(number: int) -> str:
    with learners[number].runtime.lock:
        return learners[number].page()


@app.get("/blocks/<int:number>/held")
def held(number: int) -> dict[str, Any]:
    with learners[number].runtime.lock:
        return learners[number].held()


@app.post("/blocks/<int:number>/weather")
def weather(number: int) -> dict[str, Any]:
    learners[number].runtime.weather = request.get_data(as_text=True)
    return {}


@app.route("/blocks/<int:number>/handler/<name>", methods=["GET", "POST"])
@app.route("/blocks/<int:number>/handler/<name>/<path:suffix>", methods=["GET", "POST"])
def handle(number: int, name: str, suffix: str = "") -> Response:
    learner = learners[number]
    if name == "assets_proxy":
        answer = learner.block().assets_proxy(
            Request.blank(f"/{quote(suffix)}", headers=dict(request.headers)), suffix
        )
        return Response(answer.body, answer.status_code, list(answer.headerlist))
    if name not in HANDLERS:
        abort(404)
    if learner.runtime.weather != "fine":
        abort(503)
    asked = Request.blank("/", method="POST", body=request.get_data())
    with learner.runtime.lock:
        block = learner.block()
        answer = getattr(block, name)(asked, suffix)
        if any(name.endswith("score.raw") for name in block.scorm_data):
            learner.runtime.scores.append(round(100 * block.lesson_score, 2))
        block.save()
    return Response(answer.body, answer.status_code, list(answer.headerlist))


@app.get("/npm/<path:path>")
def npm(path: str) -> Response:
    return send_from_directory(NPM, path)


@app.get("/lab/<path:path>")
def lab(path: str) -> Response:
    return send_from_directory(STATIC, path)


@app.get("/blank")
def blank() -> str:
    return "<!doctype html><title>Another page</title><link rel=icon href='data:,'>"


if __name__ == "__main__":
    server = make_server("127.0.0.1", 0, app, threaded=True)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()
