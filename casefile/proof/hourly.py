"""The hourly checkpoint of a server, while the log grows."""

from __future__ import annotations

import logging
from threading import Event, Thread

from sqlalchemy.exc import SQLAlchemyError

from casefile.errors import CasefileError, Refused
from casefile.proof.anchor import Anchor

LOOK_SECONDS = 60  # between two looks at whether a checkpoint is due

_log = logging.getLogger("casefile.proof")


def anchor_hourly(anchor: Anchor, stopping: Event) -> None:
    """Make a checkpoint whenever one is due, in a thread of its own, until the server stops."""
    Thread(target=_go_on, args=(anchor, stopping), daemon=True).start()


def _go_on(anchor: Anchor, stopping: Event) -> None:
    said = ""
    while True:
        try:
            anchor.checkpoint(where_due=True)
            said = ""
        except (CasefileError, SQLAlchemyError, OSError) as error:
            # Without a key there is nothing to be done; anything else is told once.
            told = error.sentence if isinstance(error, CasefileError) else type(error).__name__
            if told != said and not (isinstance(error, Refused) and error.code.startswith("key.")):
                _log.error("No checkpoint was made, or not put into its folder: %s", told)
            said = told
        if stopping.wait(LOOK_SECONDS):
            return
