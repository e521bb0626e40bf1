"""How a command ends: each error in one sentence and an exit code, and never a traceback."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path

import click

from casefile import errors
from casefile.cli.dialogue.talk import nothing, recorded
from casefile.installation import called

EXIT_CODES = """\b
Exit codes:
  0    done
  1    refused, or a check that failed
  2    a command or an input that cannot be read
  3    a party, matter or event that was never recorded
  4    the database is busy, missing, not migrated or to be rebuilt, or the port is taken
  5    whether the events were recorded is not known
  6    the system did not let it go on: a full disk, a file that may not be read
  130  interrupted
  141  whoever read what it prints reads no more

With --json an error is JSON on the standard error, with its code.
"""
REFUSED, UNREADABLE, UNKNOWN, UNAVAILABLE, IN_DOUBT, STOPPED = 1, 2, 3, 4, 5, 6
INTERRUPTED, UNREAD = 128 + 2, 128 + 13  # as a shell has it for SIGINT and SIGPIPE
MOST_TOLD = 20  # of what is wrong, where there is no --json
STAYS = "What was recorded before stays recorded."


@contextmanager
def ending(*, as_json: bool) -> Iterator[None]:
    """Tell the errors of a command and end it with their exit codes; raises click's Exit."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()  # or Python does it when nobody can tell of it any more
    except BrokenPipeError as error:
        _hush()
        raise click.exceptions.Exit(UNREAD) from error
    except (errors.CasefileError, click.Abort, KeyboardInterrupt, OSError) as error:
        if isinstance(error, OSError):
            _hush()
        told = _as_ours(error)
        (tell_machine if as_json else tell)(told)
        raise click.exceptions.Exit(exit_code(told)) from error


def check_typed(typed: Sequence[str]) -> None:
    """Refuse what is typed in bytes that are no text, but for files of such names."""
    for one in typed:
        try:
            one.encode()
        except UnicodeEncodeError as error:
            if not Path(one).exists():
                sentence = f"{_legible(one)} is not in UTF-8, in which texts are typed here."
                raise errors.Malformed(sentence, code="input.encoding") from error


def print_whatever_comes() -> None:
    """Have the output take every sign: what its encoding lacks is written as its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # another kind takes what it takes
            stream.reconfigure(errors="backslashreplace")


def exit_code(error: errors.CasefileError) -> int:
    """Return the exit code that says what kind of error this is."""
    match error:
        case errors.Malformed() | errors.TooLarge():
            return UNREADABLE
        case errors.Unknown():
            return UNKNOWN
        case errors.Refused(code=code) if code.endswith(".unknown"):
            return UNKNOWN
        case errors.Busy():
            return UNAVAILABLE
        case errors.OutcomeUnknown():
            return IN_DOUBT
        case errors.Stopped():
            return STOPPED
        case errors.Interrupted():
            return INTERRUPTED
        case _:
            return REFUSED


def tell(error: errors.CasefileError) -> None:
    """Print an error for a person: its sentence, its code, and what it conflicts with."""
    from casefile.cli.screen import shown  # noqa: PLC0415 - it brings tables, which --help needs not

    misfits = error.errors if isinstance(error, errors.Malformed) else ()
    several = len(misfits) > 1 and misfits[0].sentence in error.sentence
    sentence = f"{len(misfits):,} fields are wrong:" if several else error.sentence
    click.echo(f"{shown(sentence)} [{error.code}]", err=True)
    if len(misfits) > 1:
        from casefile.words.what.field_names import said_as_typed  # noqa: PLC0415 - as above

        for misfit in misfits[:MOST_TOLD]:
            click.echo(f"  {shown(said_as_typed(misfit).said)}", err=True)
        if len(misfits) > MOST_TOLD:
            rest = f"{len(misfits) - MOST_TOLD:,}"
            click.echo(f"  And {rest} more; --json has them.", err=True)
    if isinstance(error, errors.Several):
        for one in error.candidates:
            click.echo(f"  {shown(one.told)}", err=True)
    if isinstance(error, errors.OutcomeUnknown):
        for event_id in error.event_ids:
            click.echo(f"  {event_id}", err=True)
    if isinstance(error, errors.Refused):
        if error.conflicts:
            conflicts = ", ".join(error.called or error.conflicts)
            click.echo(f"It conflicts with: {conflicts}.", err=True)
        if error.missing:
            from casefile.words.steps import next_step  # noqa: PLC0415 - as above

            click.echo(shown(next_step(error.missing, called())), err=True)
        if error.following:
            click.echo(shown(error.following), err=True)
        if error.may_override:
            click.echo("An override, with reason and authority, records it all the same.", err=True)


def tell_machine(error: errors.CasefileError) -> None:
    """Print an error as JSON, with the names that the API has for its parts."""
    told = {
        "code": error.code,
        "detail": error.sentence,
        "conflicts": list(getattr(error, "conflicts", ())),
        "place": error.place,
        "may_override": getattr(error, "may_override", False),
    }
    if missing := getattr(error, "missing", None):
        told["missing"] = missing._asdict()
    if misfits := getattr(error, "errors", ()):
        told["errors"] = [misfit.as_answer() for misfit in misfits]
    if isinstance(error, errors.Several):
        told["candidates"] = [one._asdict() for one in error.candidates]
    if isinstance(error, errors.OutcomeUnknown):
        told["event_ids"] = list(error.event_ids)
    click.echo(json.dumps(told, ensure_ascii=False), err=True)


def _as_ours(error: BaseException) -> errors.CasefileError:
    """Return what stopped a command as an error of ours."""
    match error:
        case errors.CasefileError():
            return error
        case OSError():
            where = f" ({_legible(str(error.filename))})" if error.filename else ""
            why = error.strerror or str(error)
            return errors.Stopped(f"The system did not let it go on: {why}{where}. {STAYS}")
        case click.Abort():  # at a question, where nothing is on its way
            return errors.Interrupted(nothing())
        case _:
            return errors.Interrupted(" ".join(["Interrupted.", STAYS, *recorded()]))


def _legible(text: str) -> str:
    return text.encode(errors="surrogateescape").decode(errors="backslashreplace")


def _hush() -> None:
    """Have what is left of the output go nowhere: Python writes it when the program ends."""
    with suppress(OSError, ValueError):  # there is no such file behind it
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
