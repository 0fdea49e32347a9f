"""What was written down once stays: SQLite itself refuses to change or delete a line of the logs.

The one thing that may happen to a line is that words in it are emptied, when their time is over or they had to go; who
did what and when stays. The triggers are laid anew after every migration, so that new columns are held too.
"""

from __future__ import annotations

from sqlalchemy import Connection

from storage.sealed_tables import Opening
from storage.tables import AuditEntry, MatterEvent, ReportVersion

WORDS: dict[type, frozenset[str]] = {  # columns that may be emptied
    AuditEntry: frozenset(),
    MatterEvent: frozenset({"note"}),
    Opening: frozenset({"why"}),
    ReportVersion: frozenset({"text"}),
}


def watch(connection: Connection) -> None:
    """Lay the triggers of every log."""
    for table, words in WORDS.items():
        name = table.__tablename__  # type: ignore[attr-defined]
        columns = [column.name for column in table.__table__.columns]  # type: ignore[attr-defined]
        same = " AND ".join(_kept(column, column in words) for column in columns)
        for act, when in (("delete", ""), ("update", f"WHEN NOT ({same})")):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}_{act}")
            connection.exec_driver_sql(
                f"CREATE TRIGGER {name}_{act} BEFORE {act} ON {name} {when} "
                f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
            )


def _kept(column: str, may_go: bool) -> str:
    """Of one column: it is as it was, or its words are gone."""
    same = f'NEW."{column}" IS OLD."{column}"'
    return f"({same} OR coalesce(NEW.\"{column}\", '') = '')" if may_go else same
