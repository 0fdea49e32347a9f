"""Tables of matters beside the matter itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel


class Contribution(SQLModel, table=True):
    """A report that tells of a matter: the first one, and those joined to it. Each unit hears every result."""

    __table_args__ = (UniqueConstraint("matter", "report"), Index("contribution_report", "report"))
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    matter: int = Field(foreign_key="matter.id")
    report: int = Field(foreign_key="report.id")
    joined_at: datetime
    parted_at: datetime | None = None
    well_at: datetime | None = None  # its unit has said of the present answer that it is well


class Told(SQLModel, table=True):
    """Who was told of an alarm, and when."""

    __table_args__ = (UniqueConstraint("matter", "person"),)
    id: int | None = Field(default=None, primary_key=True)
    ward: str
    matter: int = Field(foreign_key="matter.id")
    person: int = Field(foreign_key="person.id")
    at: datetime
    by_telephone: bool = False  # no address: stands on the Bloc's call list
