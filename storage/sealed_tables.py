"""Tables of what lies sealed and of who opened it (privacy charter P3, P8)."""

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary
from sqlmodel import Field, SQLModel


class MatterContact(SQLModel, table=True):
    """The contact lane: whom to telephone about a matter, sealed, for whoever must act; gone 30 days after closing."""

    __table_args__ = (Index("mattercontact_matter", "matter"),)
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    matter: int = Field(foreign_key="matter.id")
    at: datetime
    by: int | None = None  # who gave it
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Opening(SQLModel, table=True):
    """Append-only: somebody opened what lies sealed. The unit whose report it is may read it."""

    __table_args__ = (Index("opening_report", "report"),)
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    at: datetime
    by: int
    what: str  # original | contact
    report: int = Field(foreign_key="report.id")
    why: str | None = None  # typed by who opened it, masked
