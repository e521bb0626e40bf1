"""What a request says reaches the application as WSGI says it."""

from __future__ import annotations

from typing import Any

from casefile.server.environ import environ_of

SCOPE: dict[str, Any] = {
    "method": "POST",
    "scheme": "http",
    "http_version": "1.1",
    "path": "/never/read",
    "raw_path": b"/caf%C3%A9%FF/a%2Fb",
    "query_string": b"q=%41",
    "server": ("127.0.0.1", 8000),
    "client": ("10.0.0.9", 1234),
    "headers": [
        (b"host", b"office.test"),
        (b"content-type", b"application/json"),
        (b"transfer-encoding", b"chunked"),
        (b"x-forwarded-for", b"10.0.0.1"),
        (b"x_forwarded_for", b"6.6.6.6"),
        (b"accept", b"a"),
        (b"accept", b"b"),
        (b"cookie", b"a=1"),
        (b"cookie", b"b=2"),
    ],
}


def test_environ__of_a_request__is_that_of_wsgi() -> None:
    environ = environ_of(SCOPE, b"{}")
    assert environ["PATH_INFO"].encode("latin-1") == b"/caf\xc3\xa9\xff/a/b"
    assert environ["QUERY_STRING"] == "q=%41"
    assert environ["REMOTE_ADDR"] == "10.0.0.9"
    assert environ["CONTENT_TYPE"] == "application/json"
    assert environ["HTTP_ACCEPT"] == "a, b"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"


def test_environ__header_with_an_underscore__is_left_out() -> None:
    assert environ_of(SCOPE, b"")["HTTP_X_FORWARDED_FOR"] == "10.0.0.1"


def test_environ__body_in_chunks__has_the_length_of_what_came() -> None:
    environ = environ_of(SCOPE, b"{}")
    assert environ["CONTENT_LENGTH"] == "2"
    assert environ["wsgi.input"].read() == b"{}"
    assert "HTTP_TRANSFER_ENCODING" not in environ
    assert "CONTENT_LENGTH" not in environ_of(SCOPE, b"")
