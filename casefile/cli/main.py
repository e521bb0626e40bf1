"""The program itself: which commands there are, and how their errors are told."""

from __future__ import annotations

import json
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click
from click.shell_completion import CompletionItem

from casefile import __version__, errors
from casefile.config import collect_seldom
from casefile.installation import called

# Each command is `command` in the module of its name (a hyphen is written _, and a word that Python
# keeps for itself has one behind it), imported only when it is asked for.
COMMANDS = {
    "init": "Make the database of a new office.",
    "migrate": "Bring the database to the schema of this version.",
    "demo": "Load the seed story into a new database, make a token, and serve.",
    "serve": "Serve the pages and the API.",
    "load": "Record the events of history files.",
    "import": "Record what a court's or an agency's own files say.",
    "post": "Record one event.",
    "correct": "Correct an event from here on.",
    "retract": "Take an event back from here on.",
    "status": "Show a party's status on any day, as known at any moment.",
    "history": "Show every status that a party has had.",
    "matters": "List the matters, or show one with its chronology.",
    "parties": "List the parties, or find one by its names.",
    "report": "Count the parties by headline, as of any day.",
    "caseload": "Count the items of open matters by state, as of any day.",
    "conflicts": "Look for everybody whom a name may mean.",
    "calendar": "List hearings and deadlines.",
    "deadline": "List the rules of deadlines, count by one, or set a deadline.",
    "export": "Write a chronology as an Excel, Word, PDF or CSV file.",
    "export-calendar": "Write hearings and deadlines as an iCalendar file.",
    "events": "List the log of the office or of one matter, or what is sought in it.",
    "types": "List the types of events, or show the fields of one.",
    "token": "Make, list and revoke the tokens of the API.",
    "person": "Add, list and end the people who sign in to the pages.",
    "export-log": "Write the whole log as JSON Lines, for restore-log.",
    "restore-log": "Take a log back into an empty casefile.",
    "checkpoint": "Sign what the log is, to be kept elsewhere.",
    "clock": "Show the clock beside the log, confirm it, or have the log follow it again.",
    "zone": "Show, confirm or change the office's time zone.",
    "verify": "Recompute everything from the stored bytes.",
    "doctor": "Say what is not as it should be here, and what to do.",
    "rebuild": "Make the read tables anew and compare them with the live ones.",
    "parked": "List the matters that could not be folded.",
    "completion": "Print what has a shell complete what is typed.",
}
EXIT_CODES = """\b
Exit codes:
  0  done
  1  refused, or a check that failed
  2  a command or an input that cannot be read
  3  a party, matter or event that was never recorded
  4  the database is busy, missing, not migrated or to be rebuilt, or the port is taken
  5  whether the events were recorded is not known

With --json an error is JSON on the standard error, with its code.
"""
REFUSED, UNREADABLE, UNKNOWN, UNAVAILABLE, IN_DOUBT = 1, 2, 3, 4, 5


class Program(click.Group):
    """The commands, found by name in the register."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"casefile.cli.{module_of(cmd_name)}").command
        collect_seldom()
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands that begin like this; none of them is imported."""
        found = [
            CompletionItem(name, help=told)
            for name, told in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # What is typed for a command is only read by the command, and its errors are told here.
        ctx.obj = "--json" in args
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except errors.CasefileError as error:
            (tell_machine if ctx.obj else tell)(error)
            ctx.exit(exit_code(error))


@click.group(
    cls=Program, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="casefile", message="%(prog)s %(version)s")
def program() -> None:
    """Record what happens in legal matters and ask where every party stands.

    The database is that of CASEFILE_DATABASE_URL, else the one that `init` has made. Each command
    has its own --help.
    """


def module_of(name: str) -> str:
    """Return the name of the module that holds a command."""
    return f"{name}_" if iskeyword(name) else name.replace("-", "_")


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
        from casefile.words.field_names import said_as_typed  # noqa: PLC0415 - as above

        for misfit in misfits:
            click.echo(f"  {shown(said_as_typed(misfit).said)}", err=True)
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


def invoked() -> str:
    """Return how the program was called, as it is typed again."""
    name = click.get_current_context().find_root().info_name or ""
    return f"python {name}" if name.endswith(".py") else name


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


def main() -> None:
    """Run the command that was typed."""
    program(prog_name=called())
