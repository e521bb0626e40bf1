"""Typed command: the words of a command, so that answers can be put among them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from casefile.canonical import encode
from casefile.installation import called
from casefile.words.typed.of_several import AsJson
from casefile.words.what.field_names import as_typed


class TypedCommand:
    """A command as it was typed: its name, what stands without a name, and its options."""

    def __init__(self, program: click.Group, words: Sequence[str]) -> None:
        self.name: list[str] = []
        self.plain: list[str] = []
        self.options: list[str] = []
        left, command = list(words), click.Context(program)
        own: click.Command = program
        while isinstance(own, click.Group) and left:
            word = left.pop(0)
            self.name.append(word)
            if not word.startswith("-"):
                own = own.get_command(command, word) or own
        self.command = own
        takes = {
            name
            for one in own.params
            if isinstance(one, click.Option) and not one.is_flag and not one.count
            for name in one.opts
        }
        while left:
            word = left.pop(0)
            if word == "--":
                self.plain += left
                break
            if not word.startswith("-") or word == "-":
                self.plain.append(word)
                continue
            self.options.append(word)
            if word in takes and left:
                self.options.append(left.pop(0))

    @property
    def words(self) -> list[str]:
        """Return all words, as a shell would have them."""
        return [*self.name, *self.plain, *self.options]

    @property
    def line(self) -> str:
        """Return the command as one line that can be typed."""
        return " ".join([called(), *map(_quoted, self.words)])

    def replace(self, old: str, new: str) -> bool:
        """Put a text in the place of one that stands by itself, or behind a name; tell if it is."""
        for words in (self.plain, self.options):
            for place, one in enumerate(words):
                name, sign, value = one.partition("=")
                if one == old:
                    words[place] = new
                elif sign and value == old:
                    words[place] = f"{name}={new}"
                else:
                    continue
                return True
        return False

    def put(self, option: str, value: str) -> None:
        """Give an option a value; without the name of one it stands behind the other words."""
        if option:
            self.put_option(option, value)
        else:
            self.plain.append(value)

    def option(self, name: str) -> str:
        """Return the value that an option has; nothing where it is not typed."""
        for place, one in enumerate(self.options):
            if one == name:
                return self.options[place + 1]
            if one.startswith(f"{name}="):
                return one.partition("=")[2]
        return ""

    def put_option(self, name: str, value: str) -> None:
        """Give an option a value, in the place of the one that it has."""
        for place, one in enumerate(self.options):
            if one == name:
                self.options[place + 1] = value
                return
            if one.startswith(f"{name}="):
                self.options[place] = f"{name}={value}"
                return
        self.options += [name, value]


def as_words(fields: Mapping[str, Any], within: str = "") -> Iterator[str]:
    """Yield what was typed for fields as it is typed again."""
    for typed, value in fields.items():
        name = as_typed(typed)
        if isinstance(value, Mapping):
            yield from as_words(value, f"{within}{name}.")
            continue
        for one in value:
            if isinstance(one, AsJson):
                yield f"{within}{name}:={encode(one.value).decode()}"
            else:
                yield f"{within}{name}={one}"


def _quoted(word: str) -> str:
    """Return a word as a shell reads it, with the name of a field in front of the quotes."""
    name, sign, value = word.partition("=")
    if sign and shlex.quote(name) == name:
        return f"{name}={in_quotes(value)}"
    return in_quotes(word)


def in_quotes(text: str) -> str:
    """Return a text as a shell reads it, in the quotes that it has none of itself."""
    plain = not re.search(r'["$`\\!]', text)
    return f'"{text}"' if "'" in text and plain else shlex.quote(text)
