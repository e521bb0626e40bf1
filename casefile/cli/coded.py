"""Coded: an option that takes a code as people say it, by its word, its label or another name."""

from __future__ import annotations

from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from casefile.cli.called import say_read
from casefile.event import Code
from casefile.words.misread import Misread
from casefile.words.values.choices import read_choice

Read = TypeVar("Read")


class OfCodes(click.ParamType[Read]):
    """The codes of a class, each as people say it; what one was read as is said."""

    name = "code"

    def __init__(self, codes: type[Code]) -> None:
        self._codes = codes

    def choices(self) -> list[tuple[str, str]]:
        """Return each code, and what it is called."""
        return [(one.value, one.label) for one in self._codes]

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the codes, as a help names them."""
        del param, ctx
        return f"[{'|'.join(one.value for one in self._codes)}]"

    def code(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code that is meant; raises BadParameter with all of them in words."""
        try:
            code = read_choice(self._codes, value)
        except Misread:
            each = ", ".join(one.label for one in self._codes)
            self.fail(f"{value!r} is none of: {each}.", param, ctx)
        if value not in (code.value, code.label):
            say_read([f"{value!r} = {code.value}"])
        return code.value

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the codes that begin so."""
        del ctx, param
        every = (one.value for one in self._codes)
        return [CompletionItem(one) for one in every if one.startswith(incomplete)]


class Coded(OfCodes[str]):
    """An option that is a code."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code that is meant; raises BadParameter."""
        return self.code(value, param, ctx)


def choices_of(kind: click.ParamType[Any]) -> list[tuple[str, str]]:
    """Return each code that a type of option takes, and what it is called; none for others."""
    if isinstance(kind, click.Choice):
        return [(str(one), str(one).replace("_", " ")) for one in kind.choices]
    return kind.choices() if isinstance(kind, OfCodes) else []
