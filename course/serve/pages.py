"""What the server answers without a kernel: home, assets, the door; errors too are said in our frame."""

from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError, RequestHandler

from .. import lookup
from ..publish.assets import assets
from ..publish.frame import Frame
from ..publish.texts import text_page
from .door import open_to_all, signed_in

_YEAR = 31_536_000


class CourseHandler(JupyterHandler):  # type: ignore[misc]
    """A page in our frame; errors too are said in it."""

    @property
    def frame(self) -> Frame:
        return self.settings["frame"]  # type: ignore[no-any-return]

    def check_xsrf_cookie(self) -> None:
        """Nothing here acts on a cookie alone, so no cookie is set to guard it."""

    def page(self, template: str, **values: Any) -> str:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        made = self.settings["pages"].get_template(template)
        return str(made.render(frame=self.frame, **values))

    def message(self, title: str, lead: str, again: bool = False) -> None:
        self.finish(self.page("message.html.j2", title=title, lead=lead, again=again))

    def write_error(self, status_code: int, **_: Any) -> None:
        if status_code in {403, 404, 405}:
            self.message(
                "There is nothing at this address", "The page may have moved. The start lists all there is."
            )
        else:
            self.message(
                "This page could not be made", "That is a fault of the course, not yours.", again=True
            )


class Nothing(CourseHandler):
    """Every address that is not ours."""

    @open_to_all
    async def prepare(self) -> None:
        raise HTTPError(404)


class Home(CourseHandler):
    @signed_in
    def get(self) -> None:
        self.finish(self.page("home.html.j2"))


class Glossary(CourseHandler):
    """The words of the course, each with where its meaning comes from."""

    @signed_in
    def get(self) -> None:
        self.finish(self.page("glossary.html.j2", terms=lookup.terms()))


class References(CourseHandler):
    """Every work that a figure or a sentence rests on."""

    @signed_in
    def get(self) -> None:
        self.finish(self.page("references.html.j2", works=lookup.works()))


class Text(CourseHandler):
    """A page that is a Markdown file beside the notebooks."""

    def initialize(self, name: str) -> None:
        self._name = name

    @signed_in
    def get(self) -> None:
        self.finish(self.page("text.html.j2", text=text_page(self._name, self.frame)))


class Health(RequestHandler):  # type: ignore[misc]
    """Says `ok` while the server answers."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("ok")


class AssetFile(CourseHandler):
    """Styles, scripts and fonts of the frame. They hold no secret, and the page that asks for the word needs them."""

    @open_to_all
    def get(self, name: str) -> None:
        found = assets().get(name)
        if found is None:
            raise HTTPError(404)
        self.set_header("Content-Type", found.type)
        # Only the version a page names may be kept: the bytes behind it never change.
        right = self.get_query_argument("v", "") == found.version
        self.set_header("Cache-Control", f"public, max-age={_YEAR}, immutable" if right else "no-cache")
        self.finish(found.body)


class Login(CourseHandler):
    """Asks for the word that the host gave out."""

    @open_to_all
    def get(self) -> None:
        if self.current_user:
            self.redirect(self._wanted())
        else:
            self._ask("This course asks for a word", "Your host gave it out with the address.")

    @open_to_all
    def post(self) -> None:
        user = self.identity_provider.process_login_form(self)
        if user is None:
            self.set_status(401)
            self._ask(
                "That is not the word",
                "Look at it again, or ask your host. Small and capital letters differ.",
            )
            return
        self.identity_provider.set_login_cookie(self, user)
        self.redirect(self._wanted())

    def _ask(self, title: str, lead: str) -> None:
        self.finish(self.page("message.html.j2", title=title, lead=lead, wanted=self._wanted()))

    def _wanted(self) -> str:
        """Where the person was going: a path of this course, nothing else."""
        wanted: str = self.get_query_argument("next", self.base_url)
        ours = (
            wanted.startswith(self.base_url) and not wanted.startswith(("//", "/\\")) and "\\" not in wanted
        )
        return wanted if ours else self.base_url
