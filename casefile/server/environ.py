"""The environ: what ASGI says of a request, as WSGI (PEP 3333) says it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes


def environ_of(scope: Mapping[str, Any], body: bytes) -> dict[str, Any]:
    """Return the environ of a request whose body has come.

    Names with an underscore are left out: they could not be told from those with a hyphen, which a
    proxy may have taken care of.
    """
    host, port = scope["server"] or ("", None)
    address, _ = scope["client"] or ("", 0)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": address,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for raw, said in scope["headers"]:
        if b"_" in raw or raw == b"transfer-encoding":
            continue
        name = raw.decode("latin-1").upper().replace("-", "_")
        if name not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            name = f"HTTP_{name}"
        value = said.decode("latin-1")
        if name in environ:
            value = f"{environ[name]}{';' if raw == b'cookie' else ','} {value}"
        environ[name] = value
    if body or "CONTENT_LENGTH" in environ:
        environ["CONTENT_LENGTH"] = str(len(body))
    return environ
