"""Alembic's entry: one connection, batch mode for SQLite."""

from alembic import context
from sqlmodel import SQLModel

from storage import matter_tables, sealed_tables, tables  # noqa: F401  (their import fills the metadata)
from storage.database import open_engine

url = context.config.get_main_option("sqlalchemy.url") or ""
with open_engine(url).connect() as connection:
    context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
