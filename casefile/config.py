"""The settings: of the office, read from the environment once, and of Python itself."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from casefile.errors import Malformed

LAST_PORT = 65_535
YOUNG, MIDDLE, OLD = 100_000, 20, 100  # objects made before Python looks for circles among them


@dataclass(frozen=True, slots=True)
class Config:
    """What an operator can set; each field is the variable CASEFILE_<FIELD>."""

    database_url: str = "sqlite:///casefile.db"
    host: str = "127.0.0.1"
    port: int = 8000
    time_zone: str = "UTC"
    key: str = ""  # beside a SQLite file where it is not set
    checkpoints: str = ""

    @property
    def zone(self) -> ZoneInfo:
        """Return the office's time zone: whose day it is."""
        try:
            return ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            sentence = f"CASEFILE_TIME_ZONE is {self.time_zone!r}, which is no known time zone."
            raise Malformed(sentence, code="config.time_zone") from error


def read_config(environ: Mapping[str, str] | None = None) -> Config:
    """Read the settings from the environment; a bad number raises Malformed."""
    environ = os.environ if environ is None else environ
    given = {
        name: value
        for name in ("database_url", "host", "time_zone", "key", "checkpoints")
        if (value := environ.get(f"CASEFILE_{name.upper()}"))
    }
    port = environ.get("CASEFILE_PORT", "8000")
    if not port.isdecimal() or not 0 < int(port) <= LAST_PORT:
        sentence = f"CASEFILE_PORT is {port!r}; it must be a number from 1 to 65535."
        raise Malformed(sentence, code="config.port")
    config = Config(port=int(port), **given)
    _ = config.zone
    return config


def collect_seldom() -> None:
    """Look for circles of objects a hundred times less often than Python does by itself.

    Events, facts and rows form none, and looking through them took half of the time of a load.
    What has been imported by now is never looked at again.
    """
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
