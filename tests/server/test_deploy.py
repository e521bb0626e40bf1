"""deploy/: a server in front of casefile and a supervisor above it, tried with the real ones."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from getpass import getuser
from pathlib import Path
from typing import Any

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from casefile.auth import links
from casefile.store.database import Database

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
WITHIN = 30.0
PASSWORD = "a long one of no use elsewhere"
NGINX, ANALYZE = shutil.which("nginx"), shutil.which("systemd-analyze")
needs_nginx = pytest.mark.skipif(not NGINX, reason="there is no nginx here")
needs_systemd = pytest.mark.skipif(not ANALYZE, reason="there is no systemd-analyze here")
MOST_EXPOSED = 20  # of 100, as systemd-analyze counts


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(url: str, port: int, **settings: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Serve, as a supervisor starts it, until the block is over."""
    given = {"CASEFILE_DATABASE_URL": url, "CASEFILE_PORT": str(port), **settings}
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=os.environ | given,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield server
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(WITHIN) == 0


def eventually(tried: Callable[[], Any]) -> Any:
    """Return what is tried as soon as it answers."""
    ends = time.monotonic() + WITHIN
    while True:
        try:
            return tried()
        except requests.ConnectionError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.05)


@contextmanager
def listening(place: Path) -> Iterator[socket.socket]:
    """Listen as a supervisor does to what a server tells of itself."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
        told.bind(str(place))
        told.settimeout(WITHIN)
        yield told


def test_serve__under_a_supervisor__says_that_it_answers_lives_and_stops(
    database_url: str, tmp_path: Path
) -> None:
    with listening(tmp_path / "notify") as told:
        port = free_port()
        settings = {"NOTIFY_SOCKET": told.getsockname(), "WATCHDOG_USEC": "600000"}
        with serving(database_url, port, **settings):
            assert told.recv(64) == b"READY=1"
            assert requests.get(f"http://127.0.0.1:{port}/api/health", timeout=WITHIN).ok
            began = time.monotonic()
            assert [told.recv(64) for _ in range(5)] == [b"WATCHDOG=1"] * 5
            assert time.monotonic() - began < 5 * 0.6
        told.settimeout(1)
        rest = [told.recv(64)]
        while rest[-1] == b"WATCHDOG=1":
            rest.append(told.recv(64))
        assert rest[-1] == b"STOPPING=1"


def test_serve__with_a_watchdog_that_is_anothers__lets_it_be(
    database_url: str, tmp_path: Path
) -> None:
    with listening(tmp_path / "notify") as told:
        settings = {
            "NOTIFY_SOCKET": told.getsockname(),
            "WATCHDOG_USEC": "300000",
            "WATCHDOG_PID": "1",
        }
        with serving(database_url, free_port(), **settings):
            assert told.recv(64) == b"READY=1"
            told.settimeout(1)
            with pytest.raises(TimeoutError):
                told.recv(64)


def units(folder: Path) -> list[Path]:
    """Return the units, which start a program that is there."""
    program = folder / "casefile"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    made = []
    for unit in sorted(DEPLOY.glob("casefile*.*")):
        copy = folder / unit.name
        copy.write_text(unit.read_text().replace("/opt/casefile/bin/casefile", str(program)))
        made.append(copy)
    assert len(made) == 3
    return made


@needs_systemd
def test_units__are_understood_and_shut_in(tmp_path: Path) -> None:
    found = units(tmp_path)
    assert ANALYZE
    verified = subprocess.run(
        [ANALYZE, "verify", "--man=no", *found], capture_output=True, text=True, check=False
    )
    assert (verified.returncode, verified.stderr) == (0, "")
    service = tmp_path / "casefile.service"
    secured = subprocess.run(
        [ANALYZE, "security", "--offline=true", f"--threshold={MOST_EXPOSED}", service],
        capture_output=True,
        text=True,
        check=False,
    )
    assert secured.returncode == 0, secured.stdout


def certificate(folder: Path) -> Path:
    """Write a certificate and its key, and return where the certificate is."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "casefile.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    kind, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "privkey.pem").write_bytes(key.private_bytes(kind, form, plain))
    (folder / "fullchain.pem").write_bytes(made.public_bytes(kind))
    return folder / "fullchain.pem"


@contextmanager
def in_front(folder: Path, *, behind: int) -> Iterator[tuple[int, int]]:
    """Run nginx with deploy/nginx.conf, at ports that are free; yields the two."""
    tls, plain = free_port(), free_port()
    text = (DEPLOY / "nginx.conf").read_text()
    text = re.sub(r"listen \[::\].*\n", "", text)
    for old, new in (
        ("listen 443", f"listen 127.0.0.1:{tls}"),
        ("listen 80", f"listen 127.0.0.1:{plain}"),
        ("/etc/ssl/casefile/", f"{folder}/"),
        ("/var/log/nginx/", f"{folder}/"),
        ("127.0.0.1:8000", f"127.0.0.1:{behind}"),
    ):
        assert old in text
        text = text.replace(old, new)
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "all.conf").write_text(
        f"user {getuser()};\ndaemon off;\npid {folder}/pid;\n"
        f"error_log {folder}/errors;\nevents {{}}\n"
        f"http {{\n{temporary}{text}}}\n"
    )
    folder.chmod(0o755)
    assert NGINX
    nginx = subprocess.Popen([NGINX, "-c", folder / "all.conf", "-e", folder / "errors"])
    try:
        eventually(
            lambda: requests.get(f"http://127.0.0.1:{plain}", timeout=WITHIN, allow_redirects=False)
        )
        yield tls, plain
    finally:
        nginx.terminate()
        nginx.wait(WITHIN)


@needs_nginx
def test_nginx__in_front__passes_on_who_asks_and_how(
    database_url: str, database: Database, tmp_path: Path
) -> None:
    trusted = str(certificate(tmp_path))
    port = free_port()
    with (
        serving(database_url, port, CASEFILE_PROXIES="1"),
        in_front(tmp_path, behind=port) as (tls, plain),
    ):
        there = f"https://localhost:{tls}"
        health = eventually(lambda: requests.get(f"{there}/api/health", verify=trusted, timeout=9))
        eventually(lambda: requests.get(f"http://127.0.0.1:{port}/api/health", timeout=9))
        health = requests.get(f"{there}/api/health", verify=trusted, timeout=9)
        assert health.status_code == 200
        assert re.fullmatch(r"[0-9a-f]{32}", health.headers["X-Request-Id"])
        assert health.headers["Strict-Transport-Security"].startswith("max-age=")

        browser = requests.Session()
        browser.verify, browser.trust_env = trusted, False  # what the machine trusts
        browser.headers.update({"Origin": there, "X-Forwarded-For": "203.0.113.9"})
        given = {"link": links.make(database, None), "name": "Admin", "password": PASSWORD}
        entered = browser.post(f"{there}/sign-in/link", given, timeout=9, allow_redirects=False)
        assert (entered.status_code, entered.headers["Location"]) == (303, "/")
        session, device = entered.headers["Set-Cookie"].split(", __Host-")
        assert all("Secure; HttpOnly" in one for one in (session, device))
        account = browser.get(f"{there}/you", timeout=9).text
        assert "127.0.0.1" in account
        assert "203.0.113.9" not in account

        moved = requests.get(f"http://127.0.0.1:{plain}/sign-in", timeout=9, allow_redirects=False)
        assert (moved.status_code, moved.headers["Location"]) == (301, "https://127.0.0.1/sign-in")

        large = requests.post(
            f"{there}/api/matters/m1/events", data=b"x" * 5_000_000, verify=trusted, timeout=9
        )
        assert large.status_code == 401
        assert large.headers["Content-Type"] == "application/problem+json"
    written = [path.read_text() for path in tmp_path.glob("*.log")]
    assert "sign-in" not in "".join(written)
