"""The open questions, and the one that a short answer belongs to (dialogues R2-R6)."""

from __future__ import annotations

from datetime import timedelta
from itertools import takewhile

from handlers.turn import Turn
from reporting.answers import bare_number, choose, says_label
from reporting.fold import fold
from reporting.interview import Question
from reporting.values import Choice
from storage import matters, outbox

# Questions nobody waited for: a number typed just as one arrives may be meant for the question before it.
UNASKED = frozenset(
    {
        "nudged",
        "more",
        "late",
        "owner_new",
        "owner_due",
        "owner_asks",
        "extension",
        "result",
        "draft_week",
        "digest",
        "new_code",
        "look",
        "hear",
        "asked",
    }
)
IN_WORDS = frozenset({"asked"})  # "rồi", "chưa" is an answer there, no yes and no no to what lies beneath
ALARMS = frozenset({"alarm_in", "alarm_lead"})  # told of an alarm: it goes before whatever came unasked
OF_ITS_REPORTER = frozenset({"alarm", "hurt", "withdraw"})
ON_ITS_WAY = timedelta(minutes=1)  # a message this young may have been read before its delivery was noted
TAKES_BACK = 9  # the number of what undoes, always


def let_go(turn: Turn) -> None:
    """Of an alarm that is over its reporter is asked nothing more."""
    for question in turn.talk.pile:
        if question.name in OF_ITS_REPORTER:
            matter = matters.by_code(turn.session, turn.house.id, question.data["code"])
            if matter is not None and matter.state == "dong":
                turn.talk = turn.talk.answered(question)


def fits(text: str, question: Question) -> bool:
    """Most words are no answer to anything: of those the outbox is not asked."""
    return choose(text, question.choices) is not None or says_label(text, question.choices) is not None


def rested_alarm(turn: Turn, number: int) -> tuple[Question, Choice] | None:
    """A late number under an alarm somebody else has taken: it still hears who has it."""
    for question in reversed(turn.talk.pile):
        choice = question.choice(str(number))
        if question.name in ALARMS and question.passive and choice is not None:
            return question, choice
    return None


def names_way_back(text: str, choice: Choice) -> bool:
    """A way back (9 Sửa lại) is taken by its own number or its own words, never by a mere yes or no."""
    return (
        bare_number(text) == TAKES_BACK
        if choice.digit == str(TAKES_BACK) and bare_number(text) is not None
        else (fold(text).strip(" .") == fold(choice.label))
    )


def waits_for_number(turn: Turn) -> bool:
    """How many households, which number a report bears: there a number is the answer, not a choice."""
    top = turn.talk.top(turn.now)
    return top is not None and top.name in ("ask_size", "which_number")


def _may_be_read(turn: Turn, question: Question) -> bool:
    """A question that nobody has been shown takes no answer yet."""
    return outbox.may_be_read(turn.session, turn.me.id, question.id, turn.now - ON_ITS_WAY)


def candidates(turn: Turn) -> list[Question]:
    """The open questions, first the one a number most likely belongs to.

    The youngest comes first, unless the message was written before it arrived; an alarm goes before younger
    questions nobody waited for.
    """
    found = [q for q in reversed(turn.talk.pile) if q.expires_at > turn.now and _may_be_read(turn, q)]
    if len(found) > 1 and not found[0].passive:
        delivered = outbox.delivered_at(turn.session, found[0].id)
        if delivered is None or turn.incoming.at < delivered.replace(microsecond=0):
            found = [*found[1:], found[0]]
    unasked = len(list(takewhile(lambda q: q.passive or q.name in ALARMS or q.name in UNASKED, found)))
    return [*sorted(found[:unasked], key=lambda q: q.passive or q.name not in ALARMS), *found[unasked:]]
