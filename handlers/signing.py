"""The chair asks for other words or signs; a clerk confirms the number; then the report goes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from handlers import digest_desk, link
from handlers.turn import Turn
from reporting import signing
from reporting.fold import fold
from reporting.interview import Question
from reporting.privacy import guard
from reporting.texts import desk as desk_texts
from reporting.texts import digest as digest_texts
from reporting.texts import papers
from reporting.texts import reports as report_texts
from reporting.texts import signing as texts
from reporting.texts.forms import sentence
from reporting.values import Choice, Who
from storage import digests, outbox
from storage import signing as rows
from storage.tables import Digest

A_WEEK = timedelta(days=7)
STILL_OPEN = timedelta(days=28)  # what was approved longer ago is signed on paper, if at all


def words(turn: Turn, text: str) -> bool:
    """`ký`, `nhờ sửa` of the chair; False when it is none of these."""
    said = fold(text).strip(" .")
    if said not in texts.SIGN_WORDS | texts.CHANGE_WORDS:
        return False
    if not turn.me.holds("bloc_head"):
        turn.say(texts.chair_signs(turn.house.file.labels.bloc_head))
        return True
    row = digests.waiting_for_chair(turn.session, turn.house.id, turn.now - STILL_OPEN)
    if row is None:
        turn.say(texts.nothing_to_sign(turn.me))
    elif said in texts.SIGN_WORDS:
        _make_sure(turn, row)
    else:
        turn.ask("change", texts.what_to_change(turn.me), report_texts.ONLY_BACK, label=row.period)
    return True


# The chair


def sign_week(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close("sign_week")
    row = _with_chair(turn, question)
    if row is None:
        return
    if choice.act == "sign":
        _make_sure(turn, row)
    else:
        turn.ask("change", texts.what_to_change(turn.me), report_texts.ONLY_BACK, label=row.period)


def _make_sure(turn: Turn, row: Digest) -> None:
    turn.ask("sign", texts.sure(turn.me, row.period), texts.SURE, label=row.period)


def _with_chair(turn: Turn, question: Question) -> Digest | None:
    """The digest, while it waits for this chair's word; else says how it stands."""
    row = digests.get(turn.session, turn.house.id, question.data["label"])
    if row is None or not turn.me.holds("bloc_head"):
        return None
    if rows.stage(row) == "approved":
        return row
    if row.signed_at is not None:
        turn.say(texts.signed_already(row.period, turn.here(row.signed_at)))
    else:
        turn.say(texts.with_the_desk(row.period))
    return None


def sign(turn: Turn, question: Question, choice: Choice) -> None:
    """Signed: nothing of it changes any more. A clerk is asked for its number."""
    turn.close("sign")
    if choice.act != "yes":
        turn.say(texts.not_yet(turn.me))
        return
    row = _with_chair(turn, question)
    if row is None:
        return
    turn.act = "sign"
    rows.sign(turn.session, row, turn.now, turn.me.id)
    turn.close("sign_week", "change")
    outbox.withdraw(turn.session, f"remind:{row.period}:%")
    turn.say(texts.signed(turn.me, row.period, turn.local))
    clerk = turn.staff() or turn.me
    number = rows.next_number(turn.session, turn.house.id, _series(turn, row))
    _ask_number(turn, clerk, row.period, number, texts.number(clerk, row.period, _whole(turn, number)))


def leave(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close(question.name)
    turn.say(texts.not_yet(turn.me))


def change_words(turn: Turn, question: Question, text: str) -> bool:
    """The chair's words go to the desk with the lines as they stand; what was counted stays as approved."""
    turn.close("change")
    row = _with_chair(turn, question)
    if row is None:
        return True
    rows.give_back(turn.session, row, turn.now, turn.me.id)
    turn.close("sign_week", "sign")
    outbox.withdraw(turn.session, f"remind:{row.period}:%")
    turn.say(texts.change_passed_on(turn.me))
    staff = turn.staff()
    if staff is None:
        return True
    calm = turn.house.calendar.quiet_end(turn.now)
    asked = sentence(guard(text, turn.house.known).masked)
    value = digests.value(row)
    lines = [(line.section, line.text) for line in value.lines]
    turn.say(texts.change_asked(turn.me.title, row.period, asked), to=staff, kind="digest", not_before=calm)
    turn.say(digest_texts.draft(row.period, value.first, value.last, lines), to=staff, kind="digest", not_before=calm)
    turn.ask("draft_week", texts.asked_to_change(staff, row.period), desk_texts.DRAFT, to=staff, kind="digest",
             not_before=calm, lives=A_WEEK, label=row.period)  # fmt: skip
    return True


# The number


def _series(turn: Turn, row: Digest) -> str:
    return signing.series(turn.house.file.documents, turn.here(row.signed_at or turn.now).date())


def _whole(turn: Turn, number: int) -> str:
    return papers.number(number, turn.house.file.documents.symbol_report)


def _ask_number(turn: Turn, clerk: Who, label: str, number: int, words: str) -> None:
    calm = turn.house.calendar.quiet_end(turn.now) if clerk.id != turn.me.id else None
    turn.ask("number", words, texts.NUMBER, to=clerk, kind="digest", lives=A_WEEK, not_before=calm, label=label,
             number=number)  # fmt: skip


def _waits_for_number(turn: Turn, question: Question) -> Digest | None:
    row = digests.get(turn.session, turn.house.id, question.data["label"])
    if row is None or not turn.me.in_bloc:
        return None
    if row.number is not None:
        turn.say(texts.already_numbered(row.period, _whole(turn, row.number)))
        return None
    return row if rows.stage(row) == "signed" else None


def number(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close("number")
    row = _waits_for_number(turn, question)
    if row is None:
        return
    if choice.act != "yes":
        turn.ask("which_number", texts.which_number(turn.me), report_texts.ONLY_BACK, label=row.period)
        return
    wanted, series = question.data["number"], _series(turn, row)
    if rows.give_number(turn.session, row, series, wanted, turn.now, turn.me.id):
        turn.act = "number"
        outbox.withdraw(turn.session, f"remind:{row.period}:%")
        _send(turn, row)
    else:
        _taken(turn, row, wanted)


def _taken(turn: Turn, row: Digest, wanted: int) -> None:
    """Another report bears it: the next free one is proposed."""
    series = _series(turn, row)
    following = rows.next_number(turn.session, turn.house.id, series)
    by = rows.bears(turn.session, turn.house.id, series, wanted) or ""
    said = texts.taken(turn.me, _whole(turn, wanted), by, _whole(turn, following))
    _ask_number(turn, turn.me, row.period, following, said)


def number_words(turn: Turn, question: Question, text: str) -> bool:
    """A clerk says which number; it is read back before it is given."""
    wanted = signing.number_in(text)
    if question.name == "number" and wanted is None:
        return False
    if wanted is None:
        turn.ask_again(question, texts.no_number(turn.me))
        return True
    turn.close("which_number")
    row = _waits_for_number(turn, question)
    if row is not None and rows.bears(turn.session, turn.house.id, _series(turn, row), wanted):
        _taken(turn, row, wanted)
    elif row is not None:
        _ask_number(turn, turn.me, row.period, wanted, texts.number_again(turn.me, _whole(turn, wanted)))
    return True


def number_back(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close("which_number")
    row = _waits_for_number(turn, question)
    if row is not None:
        following = rows.next_number(turn.session, turn.house.id, _series(turn, row))
        _ask_number(turn, turn.me, row.period, following, texts.number_again(turn.me, _whole(turn, following)))


# To whom it goes


def _send(turn: Turn, row: Digest) -> None:
    """The digest to who reads it, the report as a file to who is to have it, the file to print to the clerk.

    Nobody but the clerk waits for it: in quiet time it waits for the end of that.
    """
    whole, label = _whole(turn, row.number or 0), row.period
    readers = [reader for reader in turn.house.file.readers if {"digest", "report"} & set(reader.receives)]
    calm = turn.house.calendar.quiet_end(turn.now)
    told: list[str] = []
    absent: list[str] = []
    for reader in readers:
        people = [who for who in turn.people(reader.id) if who.joined]
        (told if people else absent).append(reader.title)
        for who in people:
            if "digest" in reader.receives:
                read = link.with_digest(turn, who, digest_desk.text_of(row), label)
                turn.say(read, to=who, kind="digest", not_before=calm, key=f"digest:{label}:to:{who.id}")
            if "report" in reader.receives:
                _file(turn, who, row, "pdf")
    turn.say(texts.numbered(whole, told, absent))
    _file(turn, turn.me, row, "docx", texts.for_print(label))
    for head in turn.others("bloc_head"):
        if head.id != turn.me.id:
            turn.say(texts.numbered_for_chair(label, whole, told), to=head, kind="digest", not_before=calm)


def _file(turn: Turn, who: Who, row: Digest, form: str, words: str = "") -> None:
    """The message only names its file; it is made as it is sent."""
    signed_on = turn.here(row.signed_at or turn.now).date()
    sent = texts.report_sent(turn.house.file.labels.bloc_short, row.period, _whole(turn, row.number or 0), signed_on)
    name = f"digest:{row.period}:{form}"
    calm = turn.house.calendar.quiet_end(turn.now) if who.id != turn.me.id else None
    turn.say(words or sent, to=who, kind="digest", not_before=calm, key=f"{name}:{who.id}", attach=name)


ANSWERS: dict[str, Callable[[Turn, Question, Choice], None]] = {
    "sign_week": sign_week,
    "sign": sign,
    "change": leave,
    "number": number,
    "which_number": number_back,
}
WORDS: dict[str, Callable[[Turn, Question, str], bool]] = {
    "change": change_words,
    "number": number_words,
    "which_number": number_words,
}
