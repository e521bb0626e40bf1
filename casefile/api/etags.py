"""ETags: what stands for an answer, and at its beginning for the version of a matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from hashlib import blake2b

from flask import Response, request
from werkzeug.http import parse_etags

from casefile.answers.dockets import matters
from casefile.canonical import MAX_DIGITS
from casefile.door import office
from casefile.errors import Malformed, Misfit, Stale, Unknown

HEADER = {
    "ETag": {"description": "What If-None-Match is held against.", "schema": {"type": "string"}}
}
VERSIONED = {
    "ETag": {
        "description": "What If-Match and If-None-Match are held against. It begins with the "
        "matter's version, in plain digits, which is enough for If-Match.",
        "schema": {"type": "string"},
    }
}
# A matter's version; behind a point the digest of what was answered, which also tells the day and
# the position: an answer about a person changes with them, and must not be taken for unchanged.
_VERSION = re.compile(rf"([0-9]{{1,{MAX_DIGITS}}})([.][0-9a-f]+)?")
_TAG = re.compile('(W/)?"[!#-~]*"')  # as RFC 9110, 8.8.3, has it, in plain characters


def digest(said: bytes) -> str:
    """Return what stands for exactly this."""
    return blake2b(said, digest_size=16).hexdigest()


def unless_known(tag: str, make: Callable[[], Response]) -> Response:
    """Return an answer with its ETag, or 304 where whoever asks has it already (RFC 9110, 13.1.2).

    A proxy that packs an answer makes its tag a weak one, which is the same here.
    """
    known = request.if_none_match.contains_weak(tag)
    response = Response(status=304) if known else make()
    response.set_etag(tag)
    return response


def expected_version(matter_ids: Iterable[str], if_match: str | None) -> dict[str, int] | None:
    """Return the version that If-Match asks of the matter posted to; raises Malformed or Stale.

    `*` asks that every matter is there.
    """
    if if_match is None:
        return None
    ids = list(dict.fromkeys(matter_ids))
    wanted = parse_etags(if_match)
    if wanted.star_tag:
        for matter_id in ids:
            _check_there(matter_id)
        return None
    tags = wanted.as_set(include_weak=True)
    if len(tags) > 1:
        raise _unfit('If-Match takes one version, like "7".')
    if len(ids) > 1:
        raise _unfit(
            f"If-Match names the version of one matter, and these events are of {len(ids):,}. "
            "Leave it out, or post to each matter by itself."
        )
    found = _VERSION.fullmatch(next(iter(tags), None) or "")  # an empty tag is read as None
    if found is None and not _TAG.fullmatch(if_match.strip()):
        sentence = 'If-Match is no ETag: it takes the version that was read, like "7", or *.'
        raise _unfit(sentence, code="header.invalid")
    if found is None:
        raise Stale(f"If-Match names no version of matter {', '.join(ids)}.")
    return dict.fromkeys(ids, int(found[1]))


def _check_there(matter_id: str) -> None:
    try:
        matters.check(office(), matter_id)
    except Unknown as error:
        raise Stale(f"There is no version of matter {matter_id} yet.") from error


def _unfit(sentence: str, code: str = "matter.if_match") -> Malformed:
    return Malformed(sentence, code=code, errors=[Misfit("If-Match", sentence)])
