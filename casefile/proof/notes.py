"""Notes: texts signed with Ed25519 (C2SP signed-note), and checkpoints (C2SP tlog-checkpoint)."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from casefile.errors import Malformed
from casefile.proof.merkle import HASH_BYTES

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ED25519 = b"\x01"  # the type of signature
ID_BYTES = 4
MAX_NOTE = 100_000  # bytes; a note of casefile has some 300
MAX_SIGNATURES = 100
_control = re.compile("[\x00-\x09\x0b-\x1f]")
_signature = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_size = re.compile("0|[1-9][0-9]{0,18}")


class Verifier(NamedTuple):
    """A public key by the name under which it signs."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Return what tells the key apart from others of its name."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:ID_BYTES]

    @property
    def text(self) -> str:
        """Return the key as one word, which other programs that read notes take, too."""
        return f"{self.name}+{self.key_id.hex()}+{_base64(ED25519 + self.public)}"

    def verifies(self, text: str, signature: bytes) -> bool:
        """Tell whether the key has signed a text."""
        # Nearly no command looks at a signature, and each would import what does.
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - as just said
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - as above
            Ed25519PublicKey,
        )

        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


class Signer(NamedTuple):
    """A private key by the name under which it signs."""

    name: str
    private: Ed25519PrivateKey

    @property
    def verifier(self) -> Verifier:
        """Return its public part."""
        return Verifier(self.name, self.private.public_key().public_bytes_raw())


class Checkpoint(NamedTuple):
    """What a note says of a log: which one it is, how many events it has, and their root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """Return it as it is signed."""
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n"


def read_verifier(text: str) -> Verifier:
    """Read a public key that is written as one word; raises Malformed."""
    name, *rest = text.split("+", 2)
    try:
        if len(rest) == 2:  # noqa: PLR2004 - the id and the key
            raw = _bytes(rest[1])
            verifier = Verifier(name, raw[1:])
            if raw[:1] == ED25519 and len(raw) == 1 + HASH_BYTES and verifier.text == text:
                return verifier
    except ValueError:
        pass
    raise Malformed("This is no public key of notes.", code="note.key")


def sign(text: str, *signers: Signer) -> str:
    """Return a text as a note, signed with each of these keys."""
    lines = []
    for signer in signers:
        key_id = signer.verifier.key_id
        lines.append(f"— {signer.name} {_base64(key_id + signer.private.sign(text.encode()))}\n")
    return f"{text}\n{''.join(lines)}"


def signed_text(note: str) -> str:
    """Return what a note says, whoever has signed it, or nobody; raises Malformed."""
    return _parts(note)[0]


def signers_of(note: str, known: Iterable[Verifier]) -> list[Verifier]:
    """Return which of the known keys have signed a note; raises Malformed.

    Signatures of other keys say nothing. One that bears the name and the id of a known key must be
    that key's.
    """
    text, signatures = _parts(note)
    by_id = {(one.name, one.key_id): one for one in known}
    found = []
    for name, raw in signatures:
        verifier = by_id.get((name, raw[:ID_BYTES]))
        if verifier is None:
            continue
        if not verifier.verifies(text, raw[ID_BYTES:]):
            raise Malformed("The signature does not belong to the note.", code="note.signature")
        found.append(verifier)
    return found


def read_checkpoint(note: str, known: Iterable[Verifier] | None = None) -> Checkpoint:
    """Return what a note says of a log, where one of the known keys has signed it.

    Without keys given nobody has to have signed it. Raises Malformed.
    """
    if known is not None and not signers_of(note, known):
        sentence = "No key of this log has signed the note."
        raise Malformed(sentence, code="note.unsigned")
    lines = signed_text(note).split("\n")[:-1]
    if len(lines) < 3 or "" in lines or not _size.fullmatch(lines[1]):  # noqa: PLR2004 - as below
        raise Malformed("The note is no checkpoint of a log.", code="note.checkpoint")
    origin, size, root, *_ = lines
    try:
        hashed = _bytes(root)
    except ValueError:
        hashed = b""
    if len(hashed) != HASH_BYTES:
        raise Malformed("The note is no checkpoint of a log.", code="note.checkpoint")
    return Checkpoint(origin, int(size), hashed)


def _parts(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Return the text of a note, and the names and bytes of its signatures; raises Malformed."""
    text, blank, signatures = note.rpartition("\n\n")
    lines = signatures.split("\n")
    sound = blank and len(note) <= MAX_NOTE and lines.pop() == "" and not _control.search(note)
    found = [_signature.fullmatch(line) for line in lines] if sound else []
    if not found or len(found) > MAX_SIGNATURES:
        raise Malformed("This is no signed note.", code="note.format")
    raw = []
    for one in found:
        try:
            raw.append((one[1], _bytes(one[2])) if one else ("", b""))
        except ValueError:
            raw.append(("", b""))
    if any(len(signature) <= ID_BYTES for _, signature in raw):
        raise Malformed("This is no signed note.", code="note.format")
    return f"{text}\n", raw


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    """Return what base64 says, provided that it is written as it is here; raises ValueError."""
    raw = b64decode(text, validate=True)
    if _base64(raw) != text:
        raise ValueError("There is one way to write these bytes.")
    return raw
