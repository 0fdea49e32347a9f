"""What stands round a report: whose it is, its number and day, who signs, who receives it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reporting.house import House
from reporting.texts import papers as texts
from reporting.wording import toned


@dataclass(frozen=True, slots=True)
class Letter:
    standard: str  # which profile
    upper: str
    issuer: str
    motto: str
    number: str
    place_and_day: str
    authority: str
    title: str
    signer: str
    recipients_label: str
    recipients: tuple[str, ...]
    draft: str = ""  # what a report that nobody approved says of itself


def letter(
    house: House, day: date, number: int | None = None, signer: str | None = None, draft: bool = False
) -> Letter:
    """For a report of `day`; blank where it has no number yet. `signer`: the Bloc's head, when nobody else is named."""
    paper, labels = house.file.documents, house.file.labels
    head = next((member.name for member in house.file.bloc.members if member.role == "bloc_head"), "")

    def own(words: str) -> str:
        return toned(words, labels.tone_style)

    return Letter(
        standard=paper.standard,
        upper=own(paper.upper_line),
        issuer=own(paper.issuer_line),
        motto=texts.motto(),
        number=texts.number(number, paper.symbol_report),
        place_and_day=own(texts.place_and_day(house.file.ward.place_name, day)),
        authority=own(paper.sign_authority),
        title=own(paper.sign_title),
        signer=signer or head,
        recipients_label=texts.recipients_label(),
        recipients=tuple(own(name) for name in paper.recipients),
        draft=texts.draft() if draft else "",
    )
