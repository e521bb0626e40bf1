"""Django with one model of a record, set up as a program of its own and without a project."""

from __future__ import annotations

from typing import Any

import django
from django.apps import AppConfig
from django.conf import settings as django_settings
from django.db import connection

from benchmarks.contender import settings

APP = "benchmarks.peers.django_record.BenchApp"


class BenchApp(AppConfig):
    """The application that the models belong to."""

    name = "benchmarks.peers"
    label = "bench"


def set_up(*apps: str) -> None:
    """Configure Django for the database that this program was given."""
    given = settings()
    database: dict[str, Any] = {"NAME": given["database"]}
    if given["kind"] == "sqlite":
        database["ENGINE"] = "django.db.backends.sqlite3"
    else:
        database |= {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": given["host"],
            "USER": given["user"],
        }
    django_settings.configure(
        DATABASES={"default": database},
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", APP, *apps],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()


def make_tables(*models: Any) -> None:
    """Make the tables of models that have no migrations."""
    with connection.schema_editor() as editor:
        for model in models:
            editor.create_model(model)


def analyze() -> None:
    """Bring the database's statistics up to date."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
