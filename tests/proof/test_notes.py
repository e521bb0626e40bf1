"""Notes and checkpoints: the format of C2SP, by keys and notes that others have made."""

from __future__ import annotations

from base64 import b64decode, b64encode
from contextlib import suppress

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from casefile.errors import Malformed
from casefile.proof.notes import (
    Checkpoint,
    Signer,
    read_checkpoint,
    read_verifier,
    sign,
    signed_text,
    signers_of,
)

# Public keys of golang.org/x/mod and of the example of the specification.
KEYS = [
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
]
# A checkpoint of the specification.
BEHIND_THE_SOFA = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/\
5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
"""
# The private key of the first of the public keys, which is published with it.
PETER = Signer(
    "PeterNeumann",
    Ed25519PrivateKey.from_private_bytes(
        b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
    ),
)
ROOT = bytes(range(32))
LOG = Signer("casefile/one", Ed25519PrivateKey.from_private_bytes(bytes(32)))
OTHER = Signer("casefile/one", Ed25519PrivateKey.from_private_bytes(bytes(31) + b"\x01"))
NOTE = sign(Checkpoint("casefile/one", 43, ROOT).text, LOG)


@pytest.mark.parametrize("text", KEYS)
def test_key__of_others__read_and_written_the_same(text: str) -> None:
    assert read_verifier(text).text == text


def test_key__from_the_private_one_of_others__is_the_public_one() -> None:
    assert PETER.verifier.text == KEYS[0]


@pytest.mark.parametrize("place", range(0, len(KEYS[0]), 7))
def test_key__with_a_letter_changed__refused(place: int) -> None:
    letter = "B" if KEYS[0][place] != "B" else "C"
    with pytest.raises(Malformed):
        read_verifier(KEYS[0][:place] + letter + KEYS[0][place + 1 :])


@pytest.mark.parametrize("text", ["", "a", "a+b", "a+00000000+", "a+00000000+AQ==", "+++"])
def test_key__that_is_none__refused(text: str) -> None:
    with pytest.raises(Malformed):
        read_verifier(text)


def test_checkpoint__of_the_specification__read() -> None:
    said = read_checkpoint(BEHIND_THE_SOFA)
    assert (said.origin, said.size) == ("example.com/behind-the-sofa", 20_852_163)
    assert said.text == signed_text(BEHIND_THE_SOFA)


def test_sign__a_checkpoint__signs_its_text_to_the_line_break_and_names_the_key() -> None:
    text, _, line = NOTE.partition("\n\n")
    assert text == f"casefile/one\n43\n{b64encode(ROOT).decode()}"
    dash, name, signature = line.rstrip("\n").split(" ")
    raw = b64decode(signature)
    assert (dash, name, raw[:4].hex()) == ("—", "casefile/one", LOG.verifier.text.split("+")[1])
    # The library itself is the oracle: it raises where the signature is of anything else.
    Ed25519PublicKey.from_public_bytes(LOG.verifier.public).verify(raw[4:], f"{text}\n".encode())


def test_signers__known_and_unknown__are_those_known() -> None:
    both = sign(Checkpoint("casefile/one", 43, ROOT).text, OTHER, LOG)
    assert signers_of(both, [LOG.verifier]) == [LOG.verifier]
    assert signers_of(both, [LOG.verifier, OTHER.verifier]) == [OTHER.verifier, LOG.verifier]
    assert signers_of(both, []) == []


def test_checkpoint__signed_by_a_stranger__refused() -> None:
    with pytest.raises(Malformed, match="No key of this log"):
        read_checkpoint(NOTE, [OTHER.verifier])
    assert read_checkpoint(NOTE, [OTHER.verifier, LOG.verifier]).size == 43


@pytest.mark.parametrize(
    "wrong", [NOTE.replace("\n43\n", "\n42\n"), NOTE.replace("one\n", "two\n", 1)]
)
def test_checkpoint__changed_after_it_was_signed__refused(wrong: str) -> None:
    with pytest.raises(Malformed, match="does not belong"):
        read_checkpoint(wrong, [LOG.verifier])


def _signed(*lines: str) -> str:
    return sign("".join(f"{line}\n" for line in lines), LOG)


GOOD = b64encode(ROOT).decode()


@pytest.mark.parametrize(
    "note",
    [
        _signed("casefile/one", "43"),
        _signed("casefile/one", "043", GOOD),
        _signed("casefile/one", "-1", GOOD),
        _signed("casefile/one", "4_3", GOOD),
        _signed("casefile/one", "٤٣", GOOD),
        _signed("", "43", GOOD),
        _signed("casefile/one", "43", GOOD[:-4]),
        _signed("casefile/one", "43", GOOD.rstrip("=")),
        _signed("casefile/one", "43", "!" + GOOD),
        _signed("casefile/one", "43", GOOD.replace("Hh8=", "Hh9=")),  # the same bytes
        _signed("casefile/one", "key 1", GOOD),
    ],
)
def test_checkpoint__whose_text_is_none__refused(note: str) -> None:
    with pytest.raises(Malformed, match="no checkpoint"):
        read_checkpoint(note, [LOG.verifier])


def test_checkpoint__with_further_lines__read() -> None:
    assert read_checkpoint(_signed("casefile/one", "43", GOOD, "more"), [LOG.verifier]).size == 43


@pytest.mark.parametrize(
    "note",
    [
        "",
        "text\n",
        "text\n\n",
        NOTE[:-1],
        NOTE.replace("\n\n", "\n"),
        NOTE + "more\n",
        NOTE.replace("— ", "- "),
        NOTE.replace("casefile", "case\tfile"),
        *(sign(f"one{sign_}two\n", LOG) for sign_ in "\0\t\x0b\r\x1f"),
        NOTE.replace("— casefile/one", "— casefile+one"),
        "text\n\n— a AAAA\n",
        "text\n\n" + "— a AAAAAAA=\n" * 101,
        "x" * 100_001 + NOTE,
    ],
)
def test_note__whose_form_is_another__refused(note: str) -> None:
    with pytest.raises(Malformed, match="no signed note"):
        signed_text(note)


def test_note__with_sixteen_signatures__read() -> None:
    many = [Signer(f"key{n}", LOG.private) for n in range(15)]
    assert read_checkpoint(sign(signed_text(NOTE), *many, LOG), [LOG.verifier]).size == 43


@given(st.text(max_size=300))
def test_note__of_any_text__read_or_refused(text: str) -> None:
    with suppress(Malformed):
        assert signers_of(text, [LOG.verifier]) == []
