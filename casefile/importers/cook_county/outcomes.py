"""Outcomes in the Cook County State's Attorney's felony tables: dispositions and sentences."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any

from casefile.event import Confidence, Draft, Links
from casefile.importers.cook_county import facts, words
from casefile.importers.material import Reading, Unsaid
from casefile.importers.rows import Row

MAX_TURNS = 3  # a charge was never seen to be disposed of in one way more often
_KINDS = sorted(
    {said.type for readings in words.DISPOSITIONS.values() for said in readings} - {"party.died"}
    | {"charge.disposition_recorded"}
)
CHARGED = "disposition_charged_"  # before the columns of the charge as it was disposed of


def amendment(row: Row, effective: str, prefix: str, **how: Any) -> Draft:
    """Return the change of a charge to the version in the row's columns with this prefix."""
    lesser = how.pop("to_lesser", False)
    data = {
        "item_id": facts.item(row),
        "changes": facts.described(row, prefix),
        "to_lesser": lesser
        or (bool(prefix) and "lesser" in words.plain(row["charge_disposition"])),
    }
    key = f"version {row.text('charge_version_id')} of charge {facts.item(row)}"
    return facts.fact(row, "charge.amended", effective, data, key, **how)


def changed(row: Row, filed: Row | None) -> Iterator[Draft]:
    """Yield the change of a charge that was disposed of as another one than it was filed as.

    Without the row that filed it nobody can tell, so what it was disposed of as is inferred.
    """
    when, resolution = disposed_on(row)
    if filed is None:
        resolution = "The charge as it was disposed of; how it was filed is not told beside it."
        how: dict[str, Any] = {"confidence": Confidence.INFERRED, "resolution": resolution}
        yield amendment(row, when, CHARGED, **how)
        return
    was, now = (
        [facts.short(one, f"{prefix}{name}") for name in ("chapter", "act", "section", "class")]
        for one, prefix in ((filed, ""), (row, CHARGED))
    )
    if was != now:
        lesser = words.is_graver(was[-1], now[-1])
        yield amendment(row, when, CHARGED, to_lesser=lesser, resolution=resolution)


def disposed_on(row: Row) -> tuple[str, str | None]:
    """Return when a charge was disposed of, and how that was found where the row does not say."""
    if when := facts.on(row, "disposition_date"):
        return when, None
    received = facts.on(row, "received_date").partition("T")[0]
    return f"{received}/..", "The disposition is not dated: on or after the case was received."


def disposition(row: Row, turns: dict[str, int]) -> Iterator[Draft]:
    """Yield how a charge ended, by the table of words or, where it has none, as written.

    `turns` counts the events of each type that earlier dispositions of the same charge made.
    """
    written = facts.short(row, "charge_disposition")
    reason = facts.short(row, "charge_disposition_reason")
    when, resolution = disposed_on(row)
    labels = {"disposition": written, **({"reason": reason} if reason else {})}
    unread = (words.Meaning("charge.disposition_recorded", {"text": written}),)
    for kind, said in words.DISPOSITIONS.get(words.plain(written), unread):
        data = {**said, **_about(row, kind), "source_label": labels}
        if reason and kind in words.WITH_REASON:
            data["reason"] = reason
        if kind == "party.died":
            yield death(row)
            continue
        turn = turns.get(kind, 0)
        turns[kind] = turn + 1
        yield facts.fact(row, kind, when, data, _disposition_key(row, turn), resolution=resolution)


def reading(row: Row, said: Iterable[Draft], every: Container[str]) -> Reading:
    """Return what a disposition is read as, and what other words on that day would have been.

    A charge can be disposed of on several days, in files of their own, so other days say nothing
    here; `every` are the ids of all that the case makes.
    """
    when, _ = disposed_on(row)
    unsaid = [
        facts.event_id(row, kind, _disposition_key(row, turn))
        for kind in _KINDS
        for turn in range(MAX_TURNS)
    ]
    abated = death(row)
    return Reading(
        said=tuple(str(draft.event_id) for draft in said if draft.type != "charge.amended"),
        unsaid=(
            *(Unsaid(one, when) for one in unsaid if one not in every),
            *(Unsaid(one) for one in [str(abated.event_id)] if one not in every),
        ),
    )


def _disposition_key(row: Row, turn: int) -> str:
    return f"disposition of charge {facts.item(row)}{f', {turn + 1}' if turn else ''}"


def death(row: Row) -> Draft:
    """Return the death that was suggested to the court: it lies before the cause was abated."""
    when = facts.on(row, "disposition_date") or facts.on(row, "received_date")
    labels = {"disposition": facts.short(row, "charge_disposition")}
    data = {"party_id": facts.party(row), "source_label": labels}
    when = when.partition("T")[0]
    key = f"death of participant {row.text('case_participant_id')} by {when}"
    return facts.fact(row, "party.died", f"../{when}", data, key)


def _about(row: Row, kind: str) -> dict[str, Any]:
    """Return the fields by which a type of event names the charge."""
    if kind == "charges.superseded":  # the tables do not say by which charges
        return {"old": [facts.item(row)]}
    if kind == "note.recorded":
        return {"item_id": facts.item(row), "party_id": facts.party(row)}
    return {"item_id": facts.item(row)}


def judge(row: Row, column: str, day: str) -> Iterator[Draft]:
    """Yield that a judge had the case by the day of a disposition or a sentence."""
    name, when = facts.short(row, column), facts.on(row, day).partition("T")[0]
    if name and when:
        data = {"office": "judge", "name": name}
        key = f"case {row.text('case_id')} by {when}, {name}"
        yield facts.fact(row, "official.assigned", f"../{when}", data, key)


def sentenced_on(row: Row) -> tuple[str, dict[str, Any]]:
    """Return when a sentence was imposed, and how that was found where its cell cannot be right.

    A sentence that is dated before what it is for was imposed on one of the two days, or between.
    """
    when, disposed = facts.on(row, "sentence_date"), facts.on(row, "disposition_date")
    if not when:
        received = facts.on(row, "received_date").partition("T")[0]
        return f"{received}/..", {"resolution": "The sentence is not dated."}
    if when >= (disposed or when):
        return when, {}
    resolution = f"It is dated before the disposition ({disposed}); one of the two is mistaken."
    interval = f"{when.partition('T')[0]}/{disposed.partition('T')[0]}"
    return interval, {"as_written": when, "resolution": resolution}


def sentence(row: Row, turns: dict[str, int], after: str) -> Draft:
    """Return a sentence; `after` is the event id of one of the same day that it stands behind.

    What changes a sentence that the table does not have is the first that is known of it: imposed.
    """
    phase, penalty = words.plain(row["sentence_phase"]), facts.short(row, "sentence_type")
    term = [facts.short(row, f"commitment_{one}") for one in ("term", "unit", "type")]
    written = ", ".join(filter(None, (penalty, " ".join(filter(None, term[:2])), term[2])))
    labels = {"components": written or "not said", "phase": facts.short(row, "sentence_phase")}
    data: dict[str, Any] = {"item_ids": [facts.item(row)], "source_label": labels}
    kind = "sentence.modified"
    if phase == words.ORIGINAL or (phase in words.PHASES and not turns):
        kind = "sentence.imposed"
    elif phase in words.PHASES:
        data["kind"] = words.PHASES[phase]
    else:
        kind, data = "note.recorded", _about(row, "note.recorded")
        data["text"] = f"Sentence ({labels['phase'] or 'no phase named'}): {labels['components']}."
    if kind != "note.recorded":
        data["components"] = [words.penalty(penalty, *term[:2])]
    when, how = sentenced_on(row)
    if after:
        how["links"] = Links(after=(after,))
    turn = turns.get(kind, 0)
    turns[kind] = turn + 1
    key = f"sentence on charge {facts.item(row)}{f', {turn + 1}' if turn else ''}"
    return facts.fact(row, kind, when, data, key, **how)
