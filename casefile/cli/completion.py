"""completion: what a shell reads to complete what is typed for casefile."""

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

SHELLS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command("completion")
@click.argument("shell", type=click.Choice(list(SHELLS)))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    r"""Print what has a shell complete commands, options and types of events for casefile.

    \b
    Have it read whenever the shell starts, for bash or zsh by a line of .bashrc or .zshrc:
      eval "$(casefile completion bash)"
      eval "$(casefile completion zsh)"
    and for fish by a file:
      casefile completion fish > ~/.config/fish/completions/casefile.fish
    """
    program = context.find_root().command
    complete = SHELLS[shell](program, {}, "casefile", "_CASEFILE_COMPLETE")
    click.echo(complete.source())
