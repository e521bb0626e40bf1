"""Signing in: by a password, or once by a link; one's sessions, and the way out."""

from __future__ import annotations

import re
import time
from typing import Any

from flask import Response, make_response, redirect, request

from casefile.auth import attempts, links, people, sessions
from casefile.auth.attempts import TooSoon
from casefile.auth.people import Colleague
from casefile.auth.roles import Role
from casefile.door import Room, belongs_in, office, waiting
from casefile.errors import Busy, Malformed, Misfit, Unauthenticated
from casefile.store.database import Database
from casefile.web.pages import DEVICE, SESSION, cookie, needs, page, routes, secret, session

DEVICE_LIFE = 31_536_000  # seconds
WRONG = "The name and the password do not belong together."


@routes.get("/sign-in")
@needs(Role.ANYONE)
def sign_in() -> Any:
    """Ask for a name and a password."""
    if session():
        return redirect(_wanted(), 303)
    return page("sign_in.html", next=_wanted(), name="", first=not people.has_anybody(_database()))


@routes.post("/sign-in")
@belongs_in(Room.SIGNING_IN)
@needs(Role.ANYONE)
def begin_session() -> Any:
    """Let in whoever has a name and its password."""
    name, password = request.form.get("name", "").strip(), request.form.get("password", "")
    try:
        person = _known(name, password)
    except TooSoon as error:
        return _asked_again(429, name, error.sentence)
    if person is None:
        return _asked_again(422, name, WRONG)
    return _let_in(person, _wanted())


def _asked_again(status: int, name: str, sentence: str) -> Response:
    shown = {"name": name, "next": _wanted(), "errors": [Misfit("name", sentence)]}
    return page("sign_in.html", status, first=False, **shown)


def _known(name: str, password: str) -> Colleague | None:
    """Return who has this name and password; raises TooSoon and Busy."""
    device = request.cookies.get(cookie(DEVICE), "")
    known = bool(device) and _is_known(name, device)
    address = request.remote_addr or "nowhere"
    place = sessions.hash_of(device).hex() if known else address
    attempt = attempts.begin(_database(), name, place, on_known_device=known)
    if attempt.cost:
        seats = waiting().seats
        if not seats.acquire(blocking=False):
            raise Busy("Too many people are signing in just now; try again.", code="person.busy")
        try:
            time.sleep(attempt.cost)
        finally:
            seats.release()
    person = people.with_password(_database(), name, password)
    if person is not None:
        attempts.succeeded(_database(), attempt)
    return person


def _is_known(name: str, device: str) -> bool:
    found = people.found(_database(), name)
    return found is not None and sessions.knows_device(_database(), found.person_id, device)


@routes.get("/sign-in/link")
@needs(Role.ANYONE)
def open_link() -> Any:
    """Ask whoever has a link for a password, and the first person also for a name."""
    return _asked_by_link(request.args.get("link", ""))


@routes.post("/sign-in/link")
@belongs_in(Room.SIGNING_IN)
@needs(Role.ANYONE)
def use_link() -> Any:
    """Let in whoever has a link, which is used up by it."""
    link = request.form.get("link", "")
    person_id = links.whose(_database(), link)
    name, password = request.form.get("name", "").strip(), request.form.get("password", "")
    try:
        if password or person_id is None:
            people.check_password(password)
        if person_id is None:
            people.check_name(name)
    except Malformed as error:
        field = "password" if error.code == "person.password" else "name"
        return _asked_by_link(link, [Misfit(field, error.sentence)], name)
    links.use(_database(), link)
    if person_id is None:
        person_id = people.add(_database(), name, Role.ADMIN).person_id
    if password:
        people.set_password(_database(), person_id, password)
        sessions.end_all(_database(), person_id)
    return _let_in(people.by_id(_database(), person_id), "/")


def _asked_by_link(link: str, errors: Any = (), name: str = "") -> Response:
    person_id = links.whose(_database(), link)
    person = people.by_id(_database(), person_id) if person_id is not None else None
    shown = {"link": link, "person": person, "name": name, "least": people.LEAST_PASSWORD}
    return page("sign_in_link.html", 422 if errors else 200, errors=errors, **shown)


@routes.post("/sign-out")
@needs(Role.AUDITOR)
def sign_out() -> Any:
    """End the session."""
    if found := session():
        sessions.end(_database(), found.person_id, found.session_id)
    response = redirect("/sign-in", 303)
    response.delete_cookie(cookie(SESSION), secure=request.is_secure, httponly=True, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache"'  # what forms have kept, to be gone back to
    return response


@routes.get("/you")
@needs(Role.AUDITOR)
def show_account() -> Any:
    """Show one's sessions and what one may do."""
    return _account()


@routes.post("/you/sessions/<number:session_id>/end")
@needs(Role.AUDITOR)
def end_session(session_id: int) -> Any:
    """End one of one's sessions."""
    if found := session():
        sessions.end(_database(), found.person_id, session_id)
    return redirect("/you", 303)


@routes.post("/you/password")
@belongs_in(Room.SIGNING_IN)
@needs(Role.AUDITOR)
def change_password() -> Any:
    """Give oneself another password; one's other sessions end."""
    found = session()
    if found is None:
        raise Unauthenticated("You are not signed in.")
    now, new = request.form.get("now", ""), request.form.get("new", "")
    try:
        people.check_password(new)
        if people.by_id(_database(), found.person_id).has_password and not _known(
            found.user.name, now
        ):
            return _account([Misfit("now", "This is not your password.")])
    except Malformed as error:
        return _account([Misfit("new", error.sentence)])
    except TooSoon as error:
        return _account([Misfit("now", error.sentence)])
    people.set_password(_database(), found.person_id, new)
    sessions.end_all(_database(), found.person_id, but=found.session_id)
    return redirect("/you?changed=password", 303)


def _account(errors: Any = ()) -> Response:
    found = session()
    if found is None:
        raise Unauthenticated("You are not signed in.")
    return page(
        "you.html",
        422 if errors else 200,
        errors=errors,
        session_id=found.session_id,
        sessions=sessions.of_person(_database(), found.person_id),
        has_password=people.by_id(_database(), found.person_id).has_password,
        least=people.LEAST_PASSWORD,
        changed="changed" in request.args,
    )


def _let_in(person: Colleague, wanted: str) -> Response:
    """Begin a session in the browser that asks; an earlier one there ends."""
    if found := sessions.read(_database(), secret()):
        sessions.end(_database(), found.person_id, found.session_id)
    device = request.cookies.get(cookie(DEVICE), "") or sessions.new_secret()
    address, browser = request.remote_addr or "", request.user_agent.string
    new = sessions.begin(
        _database(), person.person_id, device=device, address=address, browser=browser
    )
    response = make_response(redirect(wanted, 303))
    _keep(response, SESSION, new, int(sessions.LIFE.total_seconds()))
    _keep(response, DEVICE, device, DEVICE_LIFE)
    return response


def _keep(response: Response, name: str, value: str, life: int) -> None:
    """Have the browser keep a cookie for so many seconds, which no script can read."""
    response.set_cookie(
        cookie(name), value, life, secure=request.is_secure, httponly=True, samesite="Lax"
    )


def _wanted() -> str:
    """Return the page that was asked for before signing in, which is one of our own."""
    wanted = request.values.get("next", "/")
    # Browsers read a backslash as a slash, and pass over control characters.
    own = re.fullmatch(r"/(?![/\\])[^\\]*", wanted) and wanted.isprintable()
    return wanted if own else "/"


def _database() -> Database:
    return office().database
