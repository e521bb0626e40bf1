"""completion: what a shell reads to complete what is typed for casefile."""

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

SHELLS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}
HOW = """\b
A shell reads it whenever it starts, by a line of .bashrc or .zshrc:
  eval "$(casefile completion bash)"
  eval "$(casefile completion zsh)"
and fish by a file:
  casefile completion fish > ~/.config/fish/completions/casefile.fish
"""


@click.command("completion", epilog=HOW)
@click.argument("shell", type=click.Choice(list(SHELLS)))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print what has a shell complete commands, options and types of events for casefile."""
    program = context.find_root().command
    complete = SHELLS[shell](program, {}, "casefile", "_CASEFILE_COMPLETE")
    click.echo(complete.source())
