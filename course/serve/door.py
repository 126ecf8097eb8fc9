"""Who may come in: whoever has the word of the host, or everyone when there is none."""

import hmac
from collections.abc import Callable
from typing import Any, TypeVar, cast

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.identity import IdentityProvider, User
from tornado.web import authenticated

_LEARNER = User(username="learner")
_Method = TypeVar("_Method", bound=Callable[..., Any])


def signed_in(method: _Method) -> _Method:
    """Only for whoever was let in; others are asked for the word."""
    return cast(_Method, authenticated(method))


def open_to_all(method: _Method) -> _Method:
    """Also for people who were not let in."""
    return cast(_Method, allow_unauthenticated(method))


class Door(IdentityProvider):  # type: ignore[misc]
    """Lets in whoever has the word, or everyone when there is none. Nobody gets a name or a lasting cookie."""

    @property
    def auth_enabled(self) -> bool:
        return bool(self.token)

    @property
    def logout_available(self) -> bool:
        return False

    async def get_user(self, handler: Any) -> User | None:
        return await self._get_user(handler) if self.auth_enabled else _LEARNER

    async def get_user_token(self, handler: Any) -> User | None:
        given = self.get_token(handler)
        if not given or not hmac.compare_digest(given.encode(), self.token.encode()):
            return None
        return _LEARNER

    def process_login_form(self, handler: Any) -> User | None:
        given = handler.get_argument("password", default="")
        return _LEARNER if hmac.compare_digest(given.encode(), self.token.encode()) else None

    def set_login_cookie(self, handler: Any, user: User) -> None:
        options: dict[str, Any] = {"httponly": True, "path": handler.base_url, "expires_days": None}
        if handler.request.protocol == "https":
            # Inside the frame of another site a browser keeps the cookie only so; over http there is no way.
            options |= {"secure": True, "samesite": "None" if handler.settings["framed"] else "Lax"}
        else:
            options["samesite"] = "Lax"
        handler.set_secure_cookie(self.get_cookie_name(handler), self.user_to_cookie(user), **options)
