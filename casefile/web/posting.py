"""Posting: fill in the form of what happened, see what it changes, and record it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from inspect import cleandoc
from typing import Any
from uuid import uuid4

import msgspec
from flask import Response, g, request, url_for
from werkzeug.datastructures import MultiDict

from casefile import submission
from casefile.answers.dockets import matters
from casefile.answers.people.parties import Party
from casefile.answers.record import log
from casefile.answers.standing import evidence, fitting, status
from casefile.auth.roles import Role
from casefile.door import office, user
from casefile.errors import CasefileError, Forbidden, Malformed, Misfit, Missing, Refused, Unknown
from casefile.event import Source
from casefile.law.catalogue import CATALOGUE
from casefile.law.edtf import parse
from casefile.law.events.matter import MatterOpened
from casefile.law.events.record import EventRetracted
from casefile.law.fact import AMENDING
from casefile.law.misfits import event_misfits
from casefile.law.refusals import WrongState
from casefile.recording.afterwards.namesakes import LIKE_NAME
from casefile.recording.receipt import ReceiptAnswer, Warned
from casefile.web import going_back, persons, suspended
from casefile.web.days import as_typed
from casefile.web.filling import Filling
from casefile.web.forms import EventForm, form_of
from casefile.web.going_back import BACK, KEPT
from casefile.web.names import beside_parties, names_of, with_client
from casefile.web.offered import offered
from casefile.web.pages import FORM_FIELD, needs, page, routes, to
from casefile.web.posted import body_of
from casefile.web.resting import AmendedFirst, amended_first, misplaced
from casefile.web.saying import said_of
from casefile.web.widgets import MOST, Pick, Sent, is_within, makes_id
from casefile.web.words import here, told_words
from casefile.words.typed.fields import FieldReader
from casefile.words.when.here import here_in

MOST_ROLES = 3  # of somebody who may be the same person
TYPED_ON = "typed_on"  # so that "yesterday" stays the day that was shown
SAME = "same "  # who is meant by a party that is added
FILL = "fill "  # which field, and what is meant there
MORE = "more "  # of which list, and how many parts of it were shown
JOIN = "join "  # which part of a sentence is suspended of which other one
OVERRIDE = "override"
REUSED = "event.id_reused"  # a form that has recorded something else before
LATE = "It took effect more than a year ago. Is the day right?"
OLD_FORM = "This form is of an earlier session, so nothing was done. Look it over and go on."


@routes.get("/post/<id:tag>")
@needs(Role.PARALEGAL)
def show_form(tag: str) -> Any:
    """Show the form of a type of event; the address has its key, under which it records once."""
    if not request.args.get("key"):
        return with_key()
    filling = _filling(tag)
    return recorded_before(filling) or show(filling)


@routes.post("/post/<id:tag>")
@needs(Role.PARALEGAL, keeps_typed=True)
def take_form(tag: str) -> Any:
    """Say what a filled form changes, or record it."""
    if not request.args.get("key"):
        return with_key()
    filling = _filling(tag)
    return take(filling, filling.body)


def with_key() -> Response:
    """Send on to the same form with a key of its own in its address."""
    return to(here(key=str(uuid4())))


def typed(matter_id: str | None, tag: str) -> Sent:
    """Return what was typed into the form of a type that was sent."""
    pairs = [
        pair
        for pair in request.form.items(multi=True)
        if pair[0] not in (FORM_FIELD, TYPED_ON, "do")
    ]
    here = here_in(office(), matter_id, today=_typed_on())
    return Sent.of(pairs, tag, here, FieldReader(tag, office(), matter_id or "", commands=False))


def _typed_on() -> date | None:
    """Return the day on which something was typed that was looked over before it is recorded."""
    try:
        return date.fromisoformat(request.form.get(TYPED_ON, ""))
    except ValueError:
        return None


def _filling(tag: str) -> Filling:
    """Return the form that an address asks for, as it was filled in."""
    try:
        form = form_of(tag)
    except KeyError as error:
        raise Unknown(f"There is no type of event called {tag}.", code="event.unknown") from error
    matter_id = request.args.get("matter")
    if form.type != MatterOpened.tag:
        matters.check(office(), matter_id or "")
    filling = Filling(
        form=form,
        matter_id=matter_id,
        key=request.args.get("key", ""),
        given=typed(matter_id, tag),
        heading=form.title,
        offers=cache(partial(offered, matter_id, form, request.args.get("item"))),
    )
    _begin(filling)
    return filling


def _begin(filling: Filling) -> None:
    """Fill in what the address says of a form that nobody has touched yet."""
    asked, texts = request.args, filling.given.texts
    target = asked.get("data.target") if filling.form.type == EventRetracted.tag else None
    like = asked.get("like")
    if told_of := target or like:
        filling.original = evidence.told(office(), [told_of]).by_id.get(told_of)
    if target:
        filling.fixed = {"data.target": target}
    if request.method == "POST":
        return
    texts.update(again(filling.form, like) if like else filling.form.blank())
    for name, every in asked.lists():
        if name.partition(".")[0] in KEPT:
            texts.setlist(name, every)
    for one in filling.form.data.fields:
        if not isinstance(one.widget, Pick) or not one.required or makes_id(one):
            continue
        there = filling.offer(one.widget).every
        alone = there[0][0] if len(there) == 1 else None
        chosen = asked.get(one.widget.kind) or alone
        if chosen and f"data.{one.name}" not in texts:
            texts.setlist(f"data.{one.name}", [chosen])
    if filling.fixed or (CATALOGUE[filling.form.type].of_file and not like):
        texts.setlist("effective", [as_typed(office().today().isoformat())])


def again(form: EventForm, event_id: str) -> MultiDict[str, str]:
    """Return an event as another source may tell it: a report beside what is on record."""
    event = log.in_full(office(), event_id)
    said = body_of(event.as_corrected or event)
    kept: dict[str, Any] = {
        name: said[name] for name in ("effective", "data", "assertion") if name in said
    }
    if kept["assertion"] == "occurred":
        kept["assertion"] = "reported"
    return form.write({**kept, "links": {"duplicates": event_id}})


def take(filling: Filling, body_of_it: Any) -> Any:
    """Say what a filled form changes, or record it once; `body_of_it` makes the event of it."""
    if g.get("form_is_old"):
        return show(filling, [Misfit("", OLD_FORM)], status=403)
    do = request.form.get("do", "preview")
    if do.startswith(FILL):
        name, _, text = do.removeprefix(FILL).partition(" ")
        filling.given.texts.setlist(name, [text])
        do = "preview"
    if do.startswith(SAME):
        persons.choose(filling.given, filling.form.type, do.removeprefix(SAME))
        do = "preview"
    if do.startswith(JOIN):
        suspended.join(filling.given, do.removeprefix(JOIN))
        do = "preview"
    if do.startswith(MORE):
        return _with_more(filling, do.removeprefix(MORE))
    if do == "change":
        return show(filling)
    try:
        body = body_of_it()
        if filling.given.wrong:
            wrong = filling.told([*filling.given.wrong, *event_misfits(body)])
            return show(filling, wrong, status=422)
        if body.get(OVERRIDE) and _is_regular(body, filling.key):
            del body[OVERRIDE]
            filling.drop(OVERRIDE)
        receipt = _posted(body, filling.key, dry_run=do != "record")
    except (Malformed, Refused, Forbidden) as error:
        return _refused(filling, error)
    if do == "record" or receipt.events[0].already:
        event_id = receipt.events[0].event_id
        return to(url_for("web.show_recorded", event_id=event_id, **going_back.asked()))
    return _preview(filling, body, receipt)


def _with_more(filling: Filling, asked: str) -> Response:
    """Show a form with another part of a list, once there is something in the last one."""
    name, _, shown = asked.partition(" ")
    parts = filling.given.rows(name)
    if shown.isdecimal() and parts < int(shown[:MOST]):
        sentence = f"Part {parts + 1} is still empty: another one comes once something is in it."
        return show(filling, [Misfit(f"{name}[{parts}]", sentence)], status=422)
    return show(filling, new_part=f"{name}[{parts}]")


def _is_regular(body: Mapping[str, Any], key: str) -> bool:
    """Tell whether an event can be recorded without an override, which it then needs no more."""
    plain = {name: value for name, value in body.items() if name != OVERRIDE}
    try:
        submission.post([plain], key=key, dry_run=True)
    except (Malformed, Refused, Forbidden):
        return False
    return True


def _posted(body: Mapping[str, Any], key: str, *, dry_run: bool) -> ReceiptAnswer:
    """Post an event; where it cannot follow on its item, the refusal says what it follows on."""
    try:
        receipt, _ = submission.post([body], key=key, dry_run=dry_run)
    except WrongState as error:
        raise error if error.of_another else _as_it_stands(error, body) from error
    return receipt


def _as_it_stands(error: WrongState, body: Mapping[str, Any]) -> WrongState:
    """Return a refusal with why such an event cannot follow on its item, as it stood on its day."""
    item_id, when = body["data"].get("item_id"), parse(body["effective"])
    if item_id and when.exact:
        as_of = when.exact.isoformat()
        parts = fitting.in_matter(office(), body["matter_id"], as_of=as_of).items
        why = fitting.why_not(parts, item_id, body["type"])
        error.reword(error.sentence.replace(cleandoc(WrongState.__doc__ or ""), why))
    return error


def _refused(filling: Filling, error: CasefileError) -> Any:
    """Show a form that was refused, with the reason and what stands in the way."""
    conflicts = list(_with_targets(getattr(error, "conflicts", ())))
    if error.code == REUSED and (before := recorded_before(filling)):
        return before
    told = evidence.told(office(), conflicts)
    resting = told.by_id.get(conflicts[0]) if conflicts else None
    first = amended_first(filling, error, resting)
    return show(
        filling,
        misplaced(filling, error, first),
        status=403 if isinstance(error, Forbidden) else 422,
        in_the_way=told.events,
        first=first,
        may_override=getattr(error, "may_override", False),
        missing=getattr(error, "missing", None),
    )


def _with_targets(event_ids: Collection[str]) -> Iterator[str]:
    """Yield events, what amends another one behind that."""
    told = evidence.told(office(), event_ids).by_id
    for event_id in event_ids:
        if event_id in told and told[event_id].type in AMENDING:
            yield msgspec.json.decode(log.in_full(office(), event_id).data)["target"]
        yield event_id


def recorded_before(filling: Filling) -> Response | None:
    """Return the page that says what a form has recorded already, and offers a new one."""
    event_id = submission.keyed(filling.key, "0")
    told = evidence.told(office(), [event_id]).by_id
    if not told:
        return None
    sent = request.method == "POST"
    shown = {"texts": filling.given.texts if sent else None, "again_at": here(key=str(uuid4()))}
    status_ = 409 if sent else 200
    return page("recorded_before.html", status_, one=told[event_id], filling=filling, **shown)


def show(
    filling: Filling,
    errors: Sequence[Misfit] = (),
    *,
    status: int = 200,
    in_the_way: Sequence[evidence.EventTold] = (),
    may_override: bool = False,
    missing: Missing | None = None,
    first: AmendedFirst | None = None,
    new_part: str = "",
) -> Response:
    """Show a form as it is filled in, with what is wrong with it, or with a part that is new."""
    overriding = may_override or any(is_within(one.field, OVERRIDE) for one in errors)
    overriding = overriding or (not errors and filling.given.says(OVERRIDE))
    texts = filling.given.texts
    return _gone_backto(
        "post.html",
        status,
        at=filling.shown(errors, new_part),
        errors=errors,
        filling=filling,
        names=names_of(matters=filling.matters),
        form=filling.form,
        texts=texts,
        given=filling.given,
        in_the_way=in_the_way,
        may_override=may_override,
        missing=missing,
        back={BACK: going_back.address_of(filling.form.type, filling.matter_id, texts)},
        first=first,
        overriding=overriding and user().role >= Role.ATTORNEY,
    )


def _gone_backto(template: str, status: int, **shown: Any) -> Response:
    """Return a page that the browser may keep until its session ends, to go back to.

    What was sent is not asked for again then, and without it the browser shows an error of its own.
    """
    made = page(template, status, **shown)
    made.headers["Cache-Control"] = "private, no-cache"
    return made


def _preview(filling: Filling, body: Mapping[str, Any], receipt: ReceiptAnswer) -> Response:
    """Show what would be recorded, and what it changes."""
    touched = [effect for effect in receipt.effects if effect.changes]
    items = [(one.matter_id, one.item_id) for effect in touched for one in effect.items]
    parties = [one.party_id for one in touched]
    may_be = persons.may_be(filling.given, filling.form.type, filling.matter_id)
    same = persons.chosen(filling.given, filling.form.type)
    people = [*may_be, *([same] if same else [])]
    matters_of = [one.matter_id for person in people for one in (person.matters or ())[:MOST_ROLES]]
    matters_of += filling.matters
    names = names_of(matters=matters_of, items=items, parties=parties, about=parties)
    others = [event_id for one in receipt.warnings for event_id in one.events]
    return _gone_backto(
        "preview.html",
        200,
        filling=filling,
        body=body,
        sentence=with_client(
            told_words(receipt.events[0].sentence, filling.form.type), body["data"]
        ),
        same=same,
        said=[
            one._replace(text=with_client(one.text, body["data"]))
            for one in said_of(filling.form, filling.matter_id or "", body["data"])
            if not (filling.opens and one.name == "source_label")
        ],
        source=msgspec.convert(body["source"], Source) if body.get("source") else None,
        names=names,
        called=beside_parties({one: names.item(*one) for one in items}) | _new(body),
        may_be=may_be,
        others=evidence.told(office(), others).by_id,
        changes=filling.changes,
        doubts=list(suspended.doubts(CATALOGUE[filling.form.type], body["data"])),
        receipt=receipt,
        warnings=list(_warnings(filling, receipt, may_be)),
        texts=filling.given.texts,
        touched=touched,
    )


def _new(body: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Return how an item reads that an event files, which nothing names before that."""
    data = body["data"]
    about = next((data[one] for one in ("offense", "cause") if one in data), "")
    return {(body["matter_id"], data["item_id"]): about} if about and "item_id" in data else {}


def _warnings(
    filling: Filling, receipt: ReceiptAnswer, may_be: Sequence[Party]
) -> Iterator[Warned]:
    """Yield what is to be looked at before an event is recorded.

    That it is late is asked last, and not of what is corrected, of which it was asked before. Who a
    party may be is asked by itself.
    """
    asked = (status.LATE, *((LIKE_NAME,) if may_be else ()))
    yield from (one for one in receipt.warnings if one.code not in asked)
    if not filling.changes:
        late = (one for one in receipt.warnings if one.code == status.LATE)
        yield from (msgspec.structs.replace(one, sentence=LATE) for one in late)
