"""Outcomes in the Cook County State's Attorney's felony tables: dispositions and sentences."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any

from casefile.event import Confidence, Draft, Links
from casefile.importers.cook_county import facts, words
from casefile.importers.material import Reading, Unsaid
from casefile.importers.rows import Row

MAX_TURNS = 3  # a charge was never seen to be disposed of in one way more often
_JUDGMENT, _UNREAD = "charge.conviction_entered", "charge.disposition_recorded"
_KINDS = sorted(
    {said.type for readings in words.DISPOSITIONS.values() for said in readings} - {"party.died"}
    | {_UNREAD}
)
_OF_SENTENCE = (
    *("sentence.imposed", "sentence.modified", "note.recorded"),
    *("charge.deferral_ended", _UNREAD),
)
_FOUND = words.Meaning("charge.verdict_returned", {"verdict": "guilty"})
_NO_SENTENCE = "A plea or a finding of guilty; the table does not tell what was ordered on it."
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


def version(row: Row) -> Draft:
    """Return the change of a charge to another version that it was filed in."""
    if when := facts.on(row, "event_date"):
        return amendment(row, when, "")
    resolution = "No event is dated in the table: after the incident, and before what came next."
    how: dict[str, Any] = {"confidence": Confidence.INFERRED, "resolution": resolution}
    return amendment(row, facts.undated(row), "", **how)


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


def disposition(row: Row, turns: dict[str, int], sentenced: Row | None) -> Iterator[Draft]:
    """Yield how a charge ended, by the table of words or, where it has none, as written.

    `turns` counts the events of each type that earlier dispositions of the same charge made;
    `sentenced` is what was ordered on this one, where a row says.
    """
    written = facts.short(row, "charge_disposition")
    reason = facts.short(row, "charge_disposition_reason")
    when, resolution = disposed_on(row)
    labels = {"disposition": written, **({"reason": reason} if reason else {})}
    for kind, said in meanings(row, sentenced):
        data = {**said, **_about(row, kind), "source_label": labels}
        if reason and kind in words.WITH_REASON:
            data["reason"] = reason
        if kind == "party.died":
            yield death(row)
            continue
        turn = turns.get(kind, 0)
        turns[kind] = turn + 1
        how: dict[str, Any] = {"resolution": resolution}
        if resolution:
            how["confidence"] = Confidence.INFERRED
        if kind == _JUDGMENT and sentenced is None:
            how = {"confidence": Confidence.INFERRED, "resolution": _NO_SENTENCE}
        yield facts.fact(row, kind, when, data, _disposition_key(row, turn), **how)
    if sentenced is not None and in_place_of_judgment(sentenced):
        turn = turns.get(_JUDGMENT, 0)
        turns[_JUDGMENT] = turn + 1
        yield _in_place_of_judgment(sentenced, turn)


def meanings(row: Row, sentenced: Row | None) -> tuple[words.Meaning, ...]:
    """Return what the words of a disposition stand for, beside what was ordered on it.

    Where that leaves no conviction, no judgment was entered on the plea or the finding.
    """
    written = facts.short(row, "charge_disposition")
    unread = (words.Meaning(_UNREAD, {"text": written}),)
    said = words.DISPOSITIONS.get(words.plain(written), unread)
    if sentenced is None or not in_place_of_judgment(sentenced):
        return said
    found = tuple(_FOUND for one in said if one.type == _JUDGMENT and one.data["basis"] == "bench")
    return (*(one for one in said if one.type != _JUDGMENT), *found)


def in_place_of_judgment(row: Row) -> bool:
    """Tell whether a row of sentencing has something else than a sentence on a finding of guilt."""
    return _finds_guilt(row) is True and _ordered(row) != words.SENTENCE


def _finds_guilt(row: Row) -> bool | None:
    """Tell whether the words of a disposition find guilt; None where the tables lack them."""
    said = words.DISPOSITIONS.get(words.plain(row["charge_disposition"]))
    if said is None:
        return None
    verdicts = (str(one.data.get("verdict", "")) for one in said)
    return any(one.type == _JUDGMENT for one in said) or any(
        one.startswith("guilty") for one in verdicts
    )


def _ordered(row: Row) -> str | None:
    return words.ordered(row["sentence_type"], row["commitment_type"])


def _in_place_of_judgment(row: Row, turn: int) -> Draft:
    """Return a deferral, or what nobody reads, under the id that a judgment would have.

    So the one takes the other's place, whichever table comes first.
    """
    labels, ordered = _labels(row), _ordered(row)
    written = labels["components"]
    kind = _UNREAD
    data: dict[str, Any] = {"text": written}
    if ordered:
        kind, data = "charge.deferral_ordered", {"kind": ordered, "conditions": [written]}
    data |= {"item_id": facts.item(row), "source_label": labels}
    when, how = sentenced_on(row)
    own = facts.event_id(row, _JUDGMENT, _disposition_key(row, turn))
    return facts.fact(row, kind, when, data, _disposition_key(row, turn), event_id=own, **how)


def reading(row: Row, said: Iterable[Draft], every: Container[str]) -> Reading:
    """Return what a disposition is read as, and what other words on that day would have been.

    A charge can be disposed of on several days, in files of their own, so other days say nothing
    here; `every` are the ids of all that the case makes.
    """
    when, _ = disposed_on(row)
    written = facts.short(row, "charge_disposition")
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
        clauses=1,
        unread=() if words.plain(written) in words.DISPOSITIONS else (written,),
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
    if kind.startswith("sentence."):
        return {"item_ids": [facts.item(row)]}
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
        said = "The sentence is not dated."
        return f"{received}/..", {"resolution": said, "confidence": Confidence.INFERRED}
    if when >= (disposed or when):
        return when, {}
    resolution = f"It is dated before the disposition ({disposed}); one of the two is mistaken."
    interval = f"{when.partition('T')[0]}/{disposed.partition('T')[0]}"
    how = {"as_written": when, "resolution": resolution, "confidence": Confidence.INFERRED}
    return interval, how


def sentence(row: Row, turns: dict[str, int], after: str, *, in_part: bool) -> Draft:
    """Return a sentence; `after` is the event id of one of the same day that it stands behind.

    What changes a sentence that the table does not have is the first that is known of it: imposed.
    Words that are no sentence, or that nobody reads, are kept as they are, and so is what would be
    a sentence on a charge that the same row has as dismissed or acquitted. `in_part` tells that
    another row has another part of it.
    """
    phase, labels = words.plain(row["sentence_phase"]), _labels(row)
    kind, data = "sentence.modified", _about(row, "sentence.modified")
    if phase != words.ORIGINAL and phase not in words.PHASES:
        kind, data = "note.recorded", _about(row, "note.recorded")
        data["text"] = f"Sentence ({labels['phase'] or 'no phase named'}): {labels['components']}."
    elif (
        _ordered(row) != words.SENTENCE
        or _finds_guilt(row) is False
        or (turns and _may_continue(row))
    ):
        kind, data = _UNREAD, _about(row, _UNREAD) | {"text": labels["components"]}
    elif phase == words.ORIGINAL or not turns:
        kind = "sentence.imposed"
    else:
        data["kind"] = words.PHASES[phase]
    if kind.startswith("sentence."):
        component, unread = words.penalty(*cells(row))
        data |= {"components": [component]}
        data |= {"partly_read": True} if unread or in_part else {}
    when, how = sentenced_on(row)
    if kind == _UNREAD and _finds_guilt(row) is False:
        when, how = _contradicted(row, when)
    if after:
        how["links"] = Links(after=(after,))
    turn = turns.get(kind, 0)
    turns[kind] = turn + 1
    data["source_label"] = labels
    return facts.fact(row, kind, when, data, _sentence_key(row, turn), **how)


def _contradicted(row: Row, when: str) -> tuple[str, dict[str, Any]]:
    """Return when there was a sentence on a charge that ended otherwise: nobody knows."""
    written = facts.short(row, "charge_disposition")
    said = f"The charge ended otherwise ({written}); whether this was ordered on it, is not sure."
    dated = {"as_written": facts.on(row, "sentence_date")} if row["sentence_date"] else {}
    how = {**dated, "resolution": said, "confidence": Confidence.INFERRED}
    return f"{when.partition('/')[0].partition('T')[0]}/..", how


def _may_continue(row: Row) -> bool:
    """Tell whether a violation may have left probation standing, modified or not.

    That is what a court may do as well as revoke it (730 ILCS 5/5-6-4).
    """
    component, _ = words.penalty(*cells(row))
    revoked = words.PHASES.get(words.plain(row["sentence_phase"])) == "revoked"
    return revoked and component["kind"] != "incarceration"


def revocation(row: Row) -> Draft:
    """Return the end of a deferral, which a sentence brings."""
    data = {"item_id": facts.item(row), "result": "revoked", "source_label": _labels(row)}
    when, how = sentenced_on(row)
    return facts.fact(row, "charge.deferral_ended", when, data, _sentence_key(row, 0), **how)


def sentence_reading(row: Row, said: Iterable[Draft], every: Container[str]) -> Reading:
    """Return what a row of sentencing is read as, and what other words on that day would be."""
    when, _ = sentenced_on(row)
    said = tuple(said)
    unread = any(draft.type == _UNREAD or draft.data.get("partly_read") for draft in said)
    ids = (
        facts.event_id(row, kind, _sentence_key(row, turn))
        for kind in _OF_SENTENCE
        for turn in range(MAX_TURNS)
    )
    return Reading(
        said=tuple(str(draft.event_id) for draft in said),
        unsaid=tuple(Unsaid(one, when) for one in ids if one not in every),
        clauses=1,
        unread=(_labels(row)["components"],) if unread else (),
    )


def _sentence_key(row: Row, turn: int) -> str:
    return f"sentence on charge {facts.item(row)}{f', {turn + 1}' if turn else ''}"


def cells(row: Row) -> tuple[str, str, str, str]:
    """Return the type of a sentence, how it is served, and its term and unit."""
    names = ("sentence_type", "commitment_type", "commitment_term", "commitment_unit")
    penalty, served, term, unit = (facts.short(row, name) for name in names)
    return penalty, served, term, unit


def _labels(row: Row) -> dict[str, str]:
    """Return a sentence and its phase in the county's words."""
    penalty, served, term, unit = cells(row)
    written = ", ".join(filter(None, (penalty, " ".join(filter(None, (term, unit))), served)))
    return {"components": written or "not said", "phase": facts.short(row, "sentence_phase")}
