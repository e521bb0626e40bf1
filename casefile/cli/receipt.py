"""The receipt: what a post, a correction or a load has done, or would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from casefile.cli.names import Shown, shown_names
from casefile.cli.screen import Raised, print_flags, print_json, print_table, say
from casefile.errors import Missing
from casefile.installation import called
from casefile.office import Office
from casefile.recording.afterwards import over, undecided
from casefile.recording.afterwards.namesakes import Namesakes
from casefile.recording.receipt import Added, Effect, EntryEffect, Proposed, Receipt, Warned
from casefile.words import steps
from casefile.words.retyped import typeable

OTHER_DAY = (undecided.CODE, over.CODE)  # what is proposed came before, or comes later
MANY = 10  # warnings of one kind; a load can have thousands


def print_receipt(
    office: Office, receipt: Receipt, *, dry_run: bool, as_json: bool, ids: bool
) -> None:
    """Print what came of posting one event."""
    answer = receipt.answer(dry_run=dry_run)
    if as_json:
        print_json(answer)
        return
    names = shown_names(office, answer, ids=ids)
    for entry in receipt.entries:
        envelope = entry.recorded.envelope
        if entry.already:
            done = "Recorded before"
        else:
            done = "Would be recorded" if dry_run else "Recorded"
        say(entry.confirmation(done), style="bold")
        event = f"{names.events([envelope.event_id])} in " if entry.already or not dry_run else ""
        say(f"  {event}{names.matter(envelope.matter_id)}")
    print_added(receipt.added, names, dry_run=dry_run)
    print_calendar(receipt.calendar)
    day = receipt.entries[0].recorded.envelope.effective
    warned = [_typeable(office, one) for one in receipt.warnings]
    print_consequences(warned, receipt.effects, names, dry_run=dry_run, day=day)


def print_added(added: Sequence[Added], names: Shown, *, dry_run: bool) -> None:
    """Print the corrections that casefile has added by itself, or would add."""
    for one in added[:MANY]:
        say(f"{'Would be added' if dry_run else 'Added'}: {one.sentence}", style="bold")
        if not dry_run:
            say(f"  correction {names.events([one.event_id])}")
    if len(added) > MANY:
        say(f"And {len(added) - MANY} more deadlines, counted again.")


def print_calendar(calendar: Sequence[EntryEffect]) -> None:
    """Print the hearings and deadlines that stand otherwise than before."""
    for one in calendar[:MANY]:
        say(one.sentence)
    if len(calendar) > MANY:
        say(f"And {len(calendar) - MANY} more hearings and deadlines that stand otherwise.")


def print_consequences(
    warnings: Sequence[Raised],
    effects: Sequence[Effect],
    names: Shown,
    *,
    dry_run: bool,
    day: str = "DAY",
) -> None:
    """Print the warnings, and for a dry run the effect on every status.

    What they propose is proposed for a day.
    """
    _print_warnings(warnings, names, day)
    if dry_run and effects:
        say("Effect on every status, as of the day of recording:")
        rows = [row for one in effects for row in _effect_rows(one, names)]
        print_table(("Party or item", "Before", "After"), rows, indent=2)
    elif dry_run:
        say("No status changes.")
    if dry_run:
        say("Nothing was written.")


def _effect_rows(effect: Effect, names: Shown) -> list[tuple[str, str, str]]:
    """Return what becomes of a party, with its items behind it, as rows of a table."""
    after = effect.after if effect.before != effect.after else _same(effect)
    items = [
        (f"  {names.item(one.matter_id, one.item_id)}", one.before or "-", one.after or "-")
        for one in effect.items
    ]
    return [(f"{names.party(effect.party_id)} ({effect.track})", effect.before, after), *items]


def print_namesakes(found: Sequence[Namesakes]) -> None:
    """Print which names stand under several ids, where there are any."""
    if not found:
        return
    say(f"Who may be the same person (party.merged makes them one): {len(found):,}", style="bold")
    rows = []
    for one in found[:MANY]:
        ids = one.party_ids
        more = f" and {len(ids) - MANY:,} more" if len(ids) > MANY else ""
        rows.append((one.name, f"{', '.join(ids[:MANY])}{more}"))
    print_table(("Name", "Parties"), rows, indent=2)
    if len(found) > MANY:
        say(f"  And {len(found) - MANY:,} more; --json has them all.")


def _print_warnings(warnings: Sequence[Raised], names: Shown, day: str) -> None:
    """Print the warnings, of each kind only the first ones where there are very many."""
    counted: Counter[str] = Counter()
    for one in warnings:
        counted[one.code] += 1
        if counted[one.code] <= MANY:
            print_flags([one], names.events)
            if isinstance(one, Warned) and isinstance(one.proposes, Proposed):
                proposed = one.proposes
                missing = Missing(proposed.type, proposed.matter_id, proposed.data)
                on = "DAY" if one.code in OTHER_DAY else day
                said = steps.command(missing, called(), lambda one: names.events([one]), on)
                say(f"  If so: {said}")
    for code, count in counted.items():
        if count > MANY:
            say(f"! And {count - MANY} more of this kind [{code}]; --json has them all.")


def _typeable(office: Office, warned: Warned) -> Warned:
    """Return a warning with what it proposes as that can be typed."""
    proposed = warned.proposes
    if not isinstance(proposed, Proposed):
        return warned
    data = typeable(office, proposed.type, proposed.matter_id, proposed.data)
    return replace(warned, proposes=replace(proposed, data=data))


def _same(effect: Effect) -> str:
    return "the same; its items change" if effect.changes else "the same"
