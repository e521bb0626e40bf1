"""Tokens: who may ask and post, managed by an admin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marshmallow import Schema, fields, validate
from msgspec import Struct

from casefile.answers.dockets import matters
from casefile.api.blueprint import Blueprint, needs, refuses
from casefile.api.schemas import known_id
from casefile.auth import tokens
from casefile.auth.roles import WORDS, Role, read_role
from casefile.auth.tokens import TokenIssued, TokenShown
from casefile.door import office

Json = dict[str, Any]

routes = Blueprint("tokens", "Who may ask and post.")


class NewToken(Schema):
    """A token to be issued: for whom, with which role, and for how long."""

    user = fields.String(required=True, validate=validate.Length(1, tokens.MAX_NAME))
    role = fields.String(
        required=True, validate=validate.OneOf(WORDS, error=f"one of {', '.join(WORDS)}.")
    )
    days = fields.Integer(strict=True, validate=validate.Range(1, tokens.MAX_LIFE.days))
    hours = fields.Integer(strict=True, validate=validate.Range(1, 10_000))
    label = fields.String(load_default="", validate=validate.Length(0, tokens.MAX_NAME))
    matter_id = known_id("The only matter whose calendar a token of the role calendar reads.")


class TokenList(Struct, frozen=True, kw_only=True):
    """Every token ever issued."""

    tokens: Sequence[TokenShown]


@routes.get("/tokens")
@needs(Role.ADMIN)
@routes.gives(200, TokenList)
def list_tokens() -> TokenList:
    """List every token, without its text, which is kept nowhere."""
    return TokenList(tokens=[one.shown() for one in tokens.list_tokens(office().database)])


@routes.post("/tokens")
@needs(Role.ADMIN)
@routes.takes(NewToken)
@routes.gives(201, TokenIssued)
@refuses(404)
def issue_token(body: Json) -> Any:
    """Issue a token and show its text, this once. It lives for so many `days` and `hours`."""
    role, matter_id = read_role(body["role"]), body.get("matter_id")
    if matter_id is not None:
        matters.check(office(), matter_id)
    more = {name: body[name] for name in ("days", "hours", "label") if name in body}
    text_of = tokens.issue(office().database, body["user"], role, **more, matter_id=matter_id)
    return tokens.read(office().database, text_of).issued(text_of), 201


@routes.delete("/tokens/<number:token_id>")
@needs(Role.ADMIN)
@routes.gives(204, None)
@refuses(404)
def revoke_token(token_id: int) -> Any:
    """Revoke a token: it is worth nothing from now on."""
    tokens.revoke(office().database, token_id)
    return "", 204
