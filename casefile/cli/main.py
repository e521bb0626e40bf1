"""The program itself: which commands there are, and how their errors are told."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click
from click.shell_completion import CompletionItem

from casefile import __version__
from casefile.cli.dialogue.talk import begin, current
from casefile.cli.ending import EXIT_CODES, check_typed, ending, print_whatever_comes
from casefile.config import collect_seldom, collecting_later, typed
from casefile.errors import CasefileError
from casefile.installation import called

WORDS = "casefile.words"  # under which a command has what was typed

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
    "why": "Show each event that a party's status rests on.",
    "history": "Show every status that a party has had.",
    "matters": "List the matters, or show one with its chronology.",
    "parties": "List the parties, or find one by its names.",
    "report": "Count the parties by headline, or the matters by court, as of any day.",
    "worklist": "List what there is to read, to settle and to do.",
    "caseload": "Count the items of open matters by state, as of any day.",
    "conflicts": "Look for everybody whom a name may mean.",
    "calendar": "List hearings and deadlines.",
    "deadlines": "List the deadlines of a matter, or of all.",
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
# What people type for a command that has another name.
MEANT = {
    **dict.fromkeys(("note", "log-note", "memo"), "post MATTER note text='...'"),
    **dict.fromkeys(("record", "add", "enter", "new"), "post MATTER WHAT-HAPPENED"),
    "open": "post 'open a matter' title='...'",
    **dict.fromkeys(("log", "journal", "entries", "docket"), "events"),
    **dict.fromkeys(("matter", "case", "cases", "chronology", "timeline", "show"), "matters"),
    **dict.fromkeys(("party", "client", "clients", "find", "search"), "parties --find NAME"),
    **dict.fromkeys(("hearing", "hearings", "schedule"), "calendar"),
    "due": "deadlines",
    **dict.fromkeys(("todo", "to-do", "tasks", "work"), "worklist"),
    **dict.fromkeys(("edit", "change", "amend", "fix", "update"), "correct EVENT NAME=VALUE"),
    **dict.fromkeys(("delete", "remove", "undo"), "retract EVENT --reason error"),
    "conflict": "conflicts NAME",
    "backup": "export-log",
}


class Program(click.Group):
    """The commands, found by name in the register."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        with collecting_later():  # all that is imported is needed
            command: click.Command = import_module(f"casefile.cli.{module_of(cmd_name)}").command
        collect_seldom()
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed; of one that is not there it is told what is meant."""
        typed_name = args[0].casefold()
        if args[0] in COMMANDS or typed_name.startswith("-"):
            return super().resolve_command(ctx, args)
        likely = MEANT.get(typed_name) or next(iter(get_close_matches(typed_name, COMMANDS)), "")
        meant = f"Did you mean: {called()} {likely}" if likely else f"{called()} --help lists them."
        raise click.UsageError(f"There is no command {args[0]!r}. {meant}", ctx)

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
        ctx.meta[WORDS] = list(args)
        return super().parse_args(ctx, args)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        with ending(as_json="--json" in args):
            check_typed(args)
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        begin(as_json=ctx.obj)
        with ending(as_json=ctx.obj):
            try:
                return super().invoke(ctx)
            except (CasefileError, click.UsageError) as error:
                if current() is None:
                    raise
                return self._ask(ctx, error)

    def _ask(self, ctx: click.Context, error: CasefileError | click.UsageError) -> Any:
        """Ask what a command leaves open, and run it with the answers."""

        def again(words: list[str]) -> Any:
            with super(Program, self).make_context(ctx.info_name, list(words)) as context:
                return super(Program, self).invoke(context)

        loop = import_module("casefile.cli.dialogue.loop")
        return loop.converse(self, ctx.meta[WORDS], error, again)


@click.group(
    cls=Program, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="casefile", message="%(prog)s %(version)s")
@click.option("--read-only", is_flag=True, help="Ask, and change nothing in the database.")
@click.pass_context
def program(context: click.Context, read_only: bool) -> None:
    """Record what happens in legal matters and ask where every party stands.

    The database is that of CASEFILE_DATABASE_URL, else the one that `init` has made. Each command
    has its own --help.
    """
    if read_only:
        context.with_resource(typed(read_only="1"))


def module_of(name: str) -> str:
    """Return the name of the module that holds a command."""
    return f"{name}_" if iskeyword(name) else name.replace("-", "_")


def invoked() -> str:
    """Return how the program was called, as it is typed again."""
    name = click.get_current_context().find_root().info_name or ""
    return f"python {name}" if name.endswith(".py") else name


def main() -> None:
    """Run the command that was typed."""
    print_whatever_comes()
    program(prog_name=called())
