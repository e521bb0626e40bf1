"""How Alembic reaches the database: through casefile's own way of opening one."""

from alembic import context

from casefile.store.database import Database


def run() -> None:
    """Run the migrations in one transaction."""
    database = Database(context.config.attributes["url"])
    try:
        with database.write() as connection:
            context.configure(connection=connection, transactional_ddl=True)
            context.run_migrations()
    finally:
        database.close()


run()
