"""The settings: of the office, read from the environment once, and of Python itself."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from casefile.errors import Malformed
from casefile.installation import OFFICE, own_database

LAST_PORT = 65_535
LONGEST_TOLERANCE = 86_400  # seconds
MOST_PROXIES = 9
_TEXTS = ("database_url", "owner_url", "host", "time_zone", "key", "checkpoints", "rules")
YOUNG, MIDDLE, OLD = 100_000, 20, 100  # objects made before Python looks for circles among them


@dataclass(frozen=True)
class Config:
    """What an operator can set; each field is the variable CASEFILE_<FIELD>."""

    database_url: str
    host: str = "127.0.0.1"
    port: int = 8000
    time_zone: str = ""  # the office's own is in its database; here it may be repeated
    clock_tolerance: int = 3_600  # seconds by which clocks may differ, and the log be ahead
    key: str = ""  # beside a SQLite file where it is not set
    checkpoints: str = ""
    rules: str = ""  # a folder of further bodies of rules
    proxies: int = 0  # servers in front of this one that say for whom they ask
    owner_url: str = ""  # past a pooler, as the owner of the tables, for what makes them
    read_only: bool = False


# What was typed for a command goes before what the environment says.
_typed: ContextVar[Mapping[str, str]] = ContextVar("typed", default=MappingProxyType({}))


@contextmanager
def typed(**settings: str) -> Iterator[None]:
    """Let settings be those that somebody typed, until the end."""
    given = {f"CASEFILE_{name.upper()}": value for name, value in settings.items()}
    before = _typed.set({**_typed.get(), **given})
    try:
        yield
    finally:
        _typed.reset(before)


def read_config(environ: Mapping[str, str] | None = None, *, file: str = OFFICE) -> Config:
    """Read the settings from the environment; a bad number raises Malformed.

    The database is that of `file` where the environment names none.
    """
    environ = {**os.environ, **_typed.get()} if environ is None else environ
    given = {"database_url": own_database(file)} | {
        name: value for name in _TEXTS if (value := environ.get(f"CASEFILE_{name.upper()}"))
    }
    if zone := given.get("time_zone"):
        check_zone(zone, "CASEFILE_TIME_ZONE")
    return Config(
        port=_number(environ, "port", LAST_PORT),
        clock_tolerance=_number(environ, "clock_tolerance", LONGEST_TOLERANCE),
        proxies=_number(environ, "proxies", MOST_PROXIES, least=0),
        read_only=bool(_number(environ, "read_only", 1, least=0)),
        **given,
    )


class Supervision(NamedTuple):
    """Where whoever started the process is told how it is, and after how many seconds it is ended.

    systemd says both in variables of its own (sd_notify(3), sd_watchdog_enabled(3)).
    """

    address: str
    patience: float | None


def read_supervision(environ: Mapping[str, str] | None = None) -> Supervision:
    """Read from the environment who supervises this process, if anybody does."""
    environ = os.environ if environ is None else environ
    microseconds, own = environ.get("WATCHDOG_USEC", ""), str(os.getpid())
    watched = microseconds.isdecimal() and (environ.get("WATCHDOG_PID") or own) == own
    patience = int(microseconds) / 1_000_000 if watched else None
    return Supervision(environ.get("NOTIFY_SOCKET", ""), patience)


def check_zone(name: str, said_by: str) -> str:
    """Return the name of a time zone; raises Malformed for one that nobody knows."""
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        sentence = f"{said_by} is {name!r}, which is no known time zone, like America/Denver."
        raise Malformed(sentence, code="config.time_zone") from error


def _number(environ: Mapping[str, str], name: str, most: int, least: int = 1) -> int:
    """Return a setting that is a number, or its default; raises Malformed."""
    text = environ.get(f"CASEFILE_{name.upper()}") or str(int(getattr(Config, name)))
    if not text.isdecimal() or not least <= int(text) <= most:
        sentence = (
            f"CASEFILE_{name.upper()} is {text!r}; it must be a number from {least} to {most}."
        )
        raise Malformed(sentence, code=f"config.{name}")
    return int(text)


def collect_seldom() -> None:
    """Look for circles of objects a hundred times less often than Python does by itself.

    Events, facts and rows form none, and looking through them took half of the time of a load.
    What has been imported by now is never looked at again.
    """
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)


@contextmanager
def collecting_later() -> Iterator[None]:
    """Look for no circles of objects meanwhile, where very many are made that are all needed."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
