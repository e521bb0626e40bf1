"""The admin's page of people, and everybody's page of their own tokens."""

from __future__ import annotations

from typing import Any

from flask import redirect, request

from casefile.auth import links, people, sessions, tokens
from casefile.auth.roles import WORDS, Role, read_role
from casefile.door import check_role, office, user
from casefile.errors import Malformed, Misfit, Refused, Unknown
from casefile.web.pages import needs, page, routes

ROLES = tuple(word for word in WORDS if read_role(word) > Role.CALENDAR)


@routes.get("/people")
@needs(Role.ADMIN)
def show_people() -> Any:
    """Show everybody who signs in."""
    return _people()


@routes.post("/people")
@needs(Role.ADMIN)
def add_person() -> Any:
    """Add somebody, and show the link by which they come in."""
    name, role = request.form.get("name", "").strip(), request.form.get("role", "")
    try:
        person = people.add(office().database, name, read_role(role))
    except (Malformed, Refused) as error:
        field = "role" if error.code.endswith("role") else "name"
        return _people([Misfit(field, error.sentence)], name=name, role=role)
    return _people(made=_link(person.person_id), whose=person.user.name)


@routes.post("/people/<number:person_id>/link")
@needs(Role.ADMIN)
def make_link(person_id: int) -> Any:
    """Show a new link for somebody."""
    person = people.by_id(office().database, person_id)
    return _people(made=_link(person_id), whose=person.user.name)


@routes.post("/people/<number:person_id>/end")
@needs(Role.ADMIN)
def end_person(person_id: int) -> Any:
    """Let somebody sign in no more; their sessions and tokens end."""
    person = people.by_id(office().database, person_id)
    if person.user.name == user().name:
        return _people([Misfit("", "You cannot end yourself: another admin can.")])
    sessions.let_go(office().database, person)
    return redirect("/people", 303)


@routes.post("/people/<number:person_id>/sign-out")
@needs(Role.ADMIN)
def end_sessions(person_id: int) -> Any:
    """End every session of somebody, who may sign in again."""
    person = people.by_id(office().database, person_id)
    sessions.end_all(office().database, person.person_id)
    return redirect("/people", 303)


def _link(person_id: int) -> str:
    return request.host_url.rstrip("/") + links.PATH + links.make(office().database, person_id)


def _people(errors: Any = (), **shown: str) -> Any:
    return page(
        "people.html",
        422 if errors else 200,
        errors=errors,
        people=people.everybody(office().database),
        roles=ROLES,
        typed=shown,
    )


@routes.get("/you/tokens")
@needs(Role.AUDITOR)
def show_tokens() -> Any:
    """Show one's own tokens; a link may say the role of the next one."""
    return _tokens(typed={"role": request.args.get("role", "")})


@routes.post("/you/tokens")
@needs(Role.AUDITOR)
def make_token() -> Any:
    """Make oneself a token, of at most one's own role, and show it this once."""
    typed = {name: request.form.get(name, "").strip() for name in ("label", "role", "days")}
    try:
        role = read_role(typed["role"])
        check_role(user(), role)
        days = int(typed["days"]) if typed["days"].isdecimal() else 0
        text = tokens.issue(office().database, user().name, role, days=days, label=typed["label"])
    except Malformed as error:
        field = {"token.role": "role", "token.life": "days"}.get(error.code, "label")
        return _tokens([Misfit(field, error.sentence)], typed=typed)
    return _tokens(made=text)


@routes.post("/you/tokens/<number:token_id>/revoke")
@needs(Role.AUDITOR)
def end_token(token_id: int) -> Any:
    """Revoke one of one's tokens."""
    if token_id not in {one.token_id for one in _own()}:
        raise Unknown(f"You have no token {token_id}.", code="token.unknown")
    tokens.revoke(office().database, token_id)
    return redirect("/you/tokens", 303)


def _own() -> list[tokens.Token]:
    every = tokens.list_tokens(office().database)
    return [one for one in every if one.user.name == user().name and one.revoked_at is None]


def _tokens(errors: Any = (), *, typed: dict[str, str] | None = None, made: str = "") -> Any:
    roles = [word for word in WORDS if read_role(word) <= user().role]
    return page(
        "tokens.html",
        422 if errors else 200,
        errors=errors,
        made=made,
        roles=roles,
        tokens=_own(),
        typed=typed or {},
    )
