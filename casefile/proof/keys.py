"""Keys: the file of the one that signs now, and the record of all that have signed for the log."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select

from casefile.errors import CasefileError, Damaged, Malformed, Refused
from casefile.proof.notes import Signer, Verifier, read_verifier, sign, signed_text, signers_of
from casefile.proof.tables import log_keys
from casefile.store.database import Database

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

OWNER_ONLY = 0o600
SUFFIX = ".key"  # behind the name of a SQLite file
NEXT = ".next"  # behind the name of a key file: the key that is about to take its place
_announced = re.compile(r"(.+)\nkey (\d+)(, key \d+ is lost)?\n(.+)\n")


def key_file(setting: str, database: Database) -> Path | None:
    """Return where the private key lies, or None where that has to be set and is not."""
    if setting:
        return Path(setting)
    return Path(f"{database.file}{SUFFIX}") if database.file else None


def write_key(file: Path) -> Ed25519PrivateKey:
    """Make a private key in a new file that its owner alone can read; raises Refused."""
    # Few commands need a key, and each would import what makes and reads one.
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415 - as just said
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 - as just said
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    private = ed25519.Ed25519PrivateKey.generate()
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    begun = False
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(file, flags, OWNER_ONLY), "wb") as opened:
            begun = True
            opened.write(pem)
            opened.flush()
            os.fsync(opened.fileno())
    except OSError as error:
        if begun:  # half a key is none
            file.unlink()
        reason = (error.strerror or str(error)).lower()
        sentence = f"The key file {file} cannot be made: {reason}."
        raise Refused(sentence, code="key.file") from error
    return private


def read_key(file: Path) -> Ed25519PrivateKey:
    """Return the private key of a file; raises Refused, also where others could read it."""
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 - as above
        load_pem_private_key,
    )

    try:
        if os.name == "posix" and file.stat().st_mode & ~OWNER_ONLY & 0o777:
            sentence = f"Others can read the key file {file}; run: chmod 600 {file}"
            raise Refused(sentence, code="key.open")
        private = load_pem_private_key(file.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        absent = isinstance(error, FileNotFoundError)
        what = "is not there" if absent else "cannot be read as a private key"
        raise Refused(f"The key file {file} {what}.", code="key.file") from error
    if not isinstance(private, ed25519.Ed25519PrivateKey):
        raise Refused(f"The key of {file} is not one of Ed25519.", code="key.file")
    return private


def announce(
    connection: Connection, origin: str, keys: Sequence[Verifier], new: Signer, old: Signer | None
) -> None:
    """Put a key on record behind the others, signed by itself and by the one before it.

    Without `old` the key before it is lost, which is on record, too.
    """
    number = len(keys) + 1
    lost = f", key {number - 1} is lost" if keys and old is None else ""
    text = f"{origin}\nkey {number}{lost}\n{new.verifier.text}\n"
    note = sign(text, *((old, new) if old else (new,)))
    connection.execute(insert(log_keys).values(number=number, note=note))


def announcements(connection: Connection) -> list[str]:
    """Return the notes that put keys on record, in their order."""
    return list(connection.scalars(select(log_keys.c.note).order_by(log_keys.c.number)))


def read_keys(origin: str, notes: Sequence[str]) -> list[Verifier]:
    """Return the keys that have signed for a log, the one that signs now last; raises Damaged."""
    keys: list[Verifier] = []
    for number, note in enumerate(notes, start=1):
        try:
            key = _read_announcement(origin, number, note, keys)
        except CasefileError as error:
            sentence = f"The record of key {number} of the log is not sound: {error.sentence}"
            raise Damaged(sentence, code="log.keys") from error
        keys.append(key)
    return keys


def _read_announcement(origin: str, number: int, note: str, keys: Sequence[Verifier]) -> Verifier:
    found = _announced.fullmatch(signed_text(note))
    if not found or found[1] != origin or int(found[2]) != number:
        raise Malformed("It announces no key of this log here.", code="note.key")
    key = read_verifier(found[4])
    needed = {key} if found[3] or not keys else {key, keys[-1]}
    if key.name != origin or not needed <= set(signers_of(note, [*keys, key])):
        raise Malformed("The key before it has not signed it.", code="note.unsigned")
    return key


def settle(file: Path, keys: Sequence[Verifier], origin: str) -> None:
    """Finish a change of keys that was broken off after it was put on record."""
    following = file.with_name(f"{file.name}{NEXT}")
    if keys and following.exists():
        with suppress(Refused, FileNotFoundError):  # somebody else may be about to do the same
            if Signer(origin, read_key(following)).verifier == keys[-1]:
                following.replace(file)
