"""The pages: the blueprint, who is let in, what every answer's headers say, and error pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cache, wraps
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Response,
    g,
    make_response,
    redirect,
    render_template,
    request,
    send_from_directory,
    url_for,
)
from sqlalchemy.exc import OperationalError

from casefile.auth import sessions
from casefile.auth.roles import Role
from casefile.auth.sessions import Session, form_token, is_form_token
from casefile.canonical import check_text
from casefile.door import View, check_role, office, state_role, user
from casefile.errors import Forbidden, Malformed, Misfit

FILES: Final = Path(__file__).parent / "static"
LASTING: Final = 31_536_000  # seconds; a file's address changes with what is in it
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FORM_FIELD: Final = "form_token"  # of every form that changes something
SESSION, DEVICE = "casefile", "casefile-device"  # the cookies

OLD_FORM: Final = "This form is of an earlier session, so nothing was done. Open it anew."

# What an error page is headed with, and what can be done next.
NEXT: Final[Mapping[int, tuple[str, str]]] = {
    400: ("This cannot be read", "Go back, and try again from the page before."),
    401: ("Sign in first", "Sign in, and then try again. An admin makes links for who cannot."),
    403: ("You may not do this", "Ask somebody who may, or an admin for the role that it needs."),
    404: ("There is nothing here", "Look for a name, a docket number or a charge above."),
    405: ("This cannot be done here", "Go back, and use the buttons of the page before."),
    408: ("This did not come whole", "Look at your connection, and then try again."),
    409: ("This was refused", "Go back, look at what stands in the way, and correct it."),
    412: ("Somebody was quicker", "Look at what was recorded meanwhile, and then try again."),
    413: ("This is too large", "Send less at once."),
    414: ("This is too long", "Ask for less at once."),
    422: ("This cannot be read", "Go back and correct what is named here."),
    429: ("Not so fast", "Wait a little, and then try again."),
    500: ("Something went wrong", "Try again. If it stays so, tell whoever runs the server."),
    503: ("Busy just now", "Wait a moment, and load the page again: nothing is lost."),
    504: ("It is not known whether this was recorded", "Look at the log before you try again."),
}

routes = Blueprint("web", __name__, template_folder="templates")


def needs(role: Role, *, keeps_typed: bool = False) -> Callable[[View], View]:
    """State the role that a page needs, and send whoever is not signed in to do so.

    What a page posts is taken only from a form of this very session. A view that keeps what was
    typed into an earlier one is told so by `g.form_is_old`, and does nothing but show it again.
    """

    def state(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            check_given()
            found = session()
            if role > Role.ANYONE and found is None:
                return _to_sign_in()
            check_role(user(), role)
            if request.method == "POST":
                check_origin()
                g.form_is_old = found is not None and not _is_own_form()
                if g.form_is_old and not keeps_typed:
                    raise Forbidden(OLD_FORM, code="form.token")
            return view(*args, **kwargs)

        return state_role(guarded, role)

    return state


def session() -> Session | None:
    """Return the session of whoever asks, and note who that is."""
    if "session" not in g:
        g.session = sessions.read(office().database, secret())
        if g.session is not None:
            g.user = g.session.user
    found: Session | None = g.session
    return found


def secret() -> str:
    """Return the secret of the session that a request comes with, or nothing."""
    return request.cookies.get(cookie(SESSION), "")


def cookie(name: str) -> str:
    """Return what a cookie is called: over TLS so that no other host can set it."""
    return f"__Host-{name}" if request.is_secure else name


def check_given() -> None:
    """Refuse what no record may hold, and what is given more than once; raises Malformed."""
    for given in (request.args, request.form):
        for name, values in given.lists():
            for text in (name, *values):
                check_text(text)
            if given is request.args and len(values) > 1:
                sentence = f"The address gives {name[:64]!r} more than once."
                raise Malformed(sentence, code="query.twice", errors=[Misfit(name[:64], sentence)])


def check_origin() -> None:
    """Refuse what another site had a browser send; raises Forbidden."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        own = site in ("same-origin", "none")
    else:  # a program that is no browser says nothing, and nobody can make it ask for them
        own = origin is None or urlsplit(origin).netloc == request.host
    if not own:
        sentence = "This came from a page of another site, so nothing was done."
        raise Forbidden(sentence, code="form.other_site")


def _is_own_form() -> bool:
    return is_form_token(secret(), request.form.get(FORM_FIELD, ""))


def _to_sign_in() -> Any:
    if request.method in ("GET", "HEAD"):
        wanted = request.full_path.rstrip("?")
        following = None if wanted == "/" else wanted
        return redirect(url_for("web.sign_in", next=following), 303)
    sentence = (
        "You are not signed in any more, so nothing was done. Sign in in another tab, then load "
        "this page again: your browser sends once more what you typed."
    )
    return failed(401, sentence)


def page(template: str, status: int = 200, **shown: Any) -> Response:
    """Return a page, with what every page's headers say."""
    found = session()
    made = render_template(
        template,
        user=found.user if found else None,
        office_name=office().settings.name if found else "",
        may=lambda role: user().role >= Role[role.upper()],
        form_token=form_token(secret()) if found else "",
        styles=_address("casefile.css"),
        script=_address("casefile.js"),
        icon=_address("icon.svg"),
        status=status,
        **{"q": "", "errors": (), **shown},
    )
    response = make_response(made, status)
    response.headers["Content-Security-Policy"] = POLICY
    # Browsers tell the origin of what is posted only where an address may be told to itself.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def to(address: str) -> Response:
    """Send on to another page."""
    made: Response = redirect(address, 303)  # type: ignore[assignment]  # the application makes ours
    return made


def failed(status: int, sentence: str) -> Response:
    """Return the page that says why something could not be done, and what to do next.

    Where the database cannot even say who asks, it is a page for nobody.
    """
    title, following = NEXT.get(status, NEXT[500])
    shown = {"title": title, "sentence": sentence, "following": following}
    try:
        return page("failed.html", status, request_id=g.request_id, **shown)
    except OperationalError:
        g.session = None
        return page("failed.html", status, request_id=g.request_id, **shown)


def is_page(path: str) -> bool:
    """Tell whether a path is one of the pages, and not of the API."""
    return path != "/api" and not path.startswith("/api/")


@routes.get("/static/<path:name>")
@needs(Role.ANYONE)
def show_file(name: str) -> Response:
    """Send a file that every page uses."""
    return send_from_directory(FILES, name, max_age=LASTING)


@cache
def _address(name: str) -> str:
    """Return the address of a file, which changes with what is in it."""
    mark = hashlib.sha256((FILES / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={mark}"
