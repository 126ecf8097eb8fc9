"""The same notebook as a page made the usual way: nbconvert, with the widgets of html-manager loaded by require.js."""

import shutil
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import lms_npm
import nbformat
from mirrorwell.course.publish.cells import WIDGET, story
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from rjsmin import jsmin
from traitlets.config import Config

_AMD = Path(sys.prefix) / "share" / "jupyter" / "nbextensions" / "anywidget" / "index.js"


def executed(notebook: str) -> Any:
    """The cells that learners see, run once, with the state of their widgets stored in the notebook."""
    text = files("mirrorwell.modules").joinpath(notebook).read_text(encoding="utf-8")
    content = nbformat.reads(text, as_version=4)
    content.cells = story(content.cells)
    quiet = ["--log-level=ERROR"]
    NotebookClient(content, timeout=300, extra_arguments=quiet).execute()
    return content


def widgets(content: Any) -> int:
    """How many widgets an executed notebook shows."""
    outputs = [output for cell in content.cells for output in cell.get("outputs", [])]
    return sum(WIDGET in output.get("data", {}) for output in outputs)


def export(content: Any, out: Path) -> Path:
    """Write the page and the three scripts it loads; return the page. Nothing in it comes from a network."""
    options = Config()
    options.HTMLExporter.template_name = "lab"
    options.HTMLExporter.require_js_url = "require.min.js"
    options.HTMLExporter.widget_renderer_url = "embed-amd.js"
    for name in ("exclude_input", "exclude_input_prompt", "exclude_output_prompt"):
        setattr(options.HTMLExporter, name, True)
    for name in ("mathjax_url", "mermaid_js_url", "mermaid_layout_elk_js_url", "jquery_url"):
        setattr(options.HTMLExporter, name, "")
    html, _ = HTMLExporter(config=options).from_notebook_node(content)
    out.mkdir(parents=True)
    page = out / "index.html"
    page.write_text(html, encoding="utf-8")
    require = lms_npm.package("requirejs", "2.3.8") / "require.js"
    (out / "require.min.js").write_text(jsmin(require.read_text(encoding="utf-8")), encoding="utf-8")
    manager = lms_npm.package("@jupyter-widgets/html-manager", "1.0.15")
    shutil.copy(manager / "dist" / "embed-amd.js", out)
    shutil.copy(_AMD, out / "anywidget.js")
    return page
