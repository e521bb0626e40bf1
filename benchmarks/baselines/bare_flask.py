"""A bare Flask application behind casefile's server: one SELECT, or one INSERT and its commit."""

from __future__ import annotations

import sys
from threading import Event
from typing import Any

from flask import Flask, Response, jsonify, request
from sqlalchemy import Column, Integer, MetaData, Table, Text, create_engine, insert, select

from casefile.config import Config, collect_seldom, read_config
from casefile.server.running import run

metadata = MetaData()
rows = Table("rows", metadata, Column("id", Integer, primary_key=True), Column("body", Text))


def application(config: Config) -> Flask:
    """Return the application."""
    engine = create_engine(config.database_url)
    app = Flask("bare")
    one = select(rows.c.id, rows.c.body)

    @app.get("/rows/<int:row_id>")
    def read(row_id: int) -> Response:
        with engine.connect() as connection:
            row = connection.execute(one.where(rows.c.id == row_id)).one()
        return jsonify(id=row.id, body=row.body)

    @app.post("/rows")
    def write() -> tuple[Response, int]:
        body: Any = request.get_json()
        with engine.begin() as connection:
            made = connection.execute(insert(rows), {"body": str(body)}).inserted_primary_key
        return jsonify(id=made[0] if made else None), 201

    return app


if __name__ == "__main__":
    config = read_config()
    first = create_engine(config.database_url)
    metadata.create_all(first)
    with first.begin() as filling:
        filling.execute(insert(rows), [{"body": "x" * 400}] * int(sys.argv[1]))
    first.dispose()
    collect_seldom()
    run(application(config), config, Event(), Event())
