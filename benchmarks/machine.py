"""The machine that figures came from."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import sqlalchemy
from sqlalchemy import make_url

from benchmarks.comparison import Database
from benchmarks.databases import Office
from casefile.store.sqlite import journal_mode
from casefile.store.sqlite import sqlite3 as linked


def describe(office: Office, kinds: set[Database]) -> list[str]:
    """Return sentences on what the figures depend on."""
    system = f"{platform.system()} {platform.release()}, {platform.machine()}"
    packages = f"SQLAlchemy {sqlalchemy.__version__}, psycopg {psycopg.__version__}"
    said = [
        f"{datetime.now(UTC):%Y-%m-%d}; {os.cpu_count()} cores ({_processor()}), {system}.",
        f"Python {platform.python_version()}, {packages}.",
        f"Storage {_filesystem(office.folder)}.",
    ]
    if "sqlite" in kinds:
        ours = linked.sqlite_version
        mode = journal_mode(linked.sqlite_version_info)
        said.append(f"SQLite {ours} ({mode}) for casefile, {sqlite3.sqlite_version} for others.")
        said.append("synchronous=FULL for all.")
    if "postgresql" in kinds:
        with office.empty("postgresql") as settings:
            url = make_url(settings["url"]).set(drivername="postgresql")
            with psycopg.connect(url.render_as_string(hide_password=False)) as connection:
                shown = {
                    name: connection.execute(f"SHOW {name}".encode()).fetchone()
                    for name in ("server_version", "fsync", "synchronous_commit", "shared_buffers")
                }
        version, *rest = ((name, row[0] if row else "") for name, row in shown.items())
        with_ = ", ".join(f"{name}={value}" for name, value in rest)
        said.append(f"PostgreSQL {version[1]}, {with_}, over a Unix socket.")
    return said


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except FileNotFoundError:
        return platform.processor() or "unknown"
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), "unknown")


def _filesystem(place: Path) -> str:
    """Return what kind of storage a folder lies on."""
    df = shutil.which("df")
    if df is None:
        return "not known"
    done = subprocess.run([df, "-PT", place], check=False, capture_output=True, text=True)
    fields = done.stdout.splitlines()[-1].split() if done.returncode == 0 else []
    kind = fields[1] if len(fields) > 1 else "unknown"
    return "in memory (tmpfs)" if kind == "tmpfs" else f"on a disk ({kind})"
