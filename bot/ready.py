"""Whether there is something to run on. Light to load: commands need it that never open a channel."""

from __future__ import annotations

from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from storage import lock, people
from storage.database import Store, migrate, path_of
from storage.sealing import Sealer

WRONG_KEY = "DANVAN_SECRETS__KEY is not the key this database was written with: set the one that was used before."


class NotReady(Exception):
    """The product cannot start; the text says what to do."""


def only_ward(session: Session) -> str:
    """The ward this process serves. Raises NotReady when none, or more than one, was imported."""
    found = people.wards(session)
    if len(found) != 1:
        raise NotReady(
            "No ward was imported yet: run `danvan ward import FILE`."
            if not found
            else f"The database holds {len(found)} wards; this version serves one."
        )
    return found[0]


def opened(url: str, key: str) -> Store:
    """The store of the database at `url`, brought to the newest schema. Raises NotReady."""
    try:
        path_of(url).parent.mkdir(parents=True, exist_ok=True)
        with lock.opened(path_of(url)):
            migrate(url)
        return Store(url, Sealer(key))
    except lock.InUse:
        raise NotReady("The database is being restored just now: wait until that is done.") from None
    except CommandError:
        raise NotReady(f"The database {url} was made by a newer danvan: run that one.") from None
    except (SQLAlchemyError, OSError) as fault:
        raise NotReady(f"The database {url} cannot be opened: {str(fault).splitlines()[0]}.") from None
