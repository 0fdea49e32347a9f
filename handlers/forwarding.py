"""A matter goes to another body: chosen by number, with a reason its reporter can read; what is nobody's of the ward is
answered with where it went. A matter about an office goes where the Bloc's head chooses."""

from __future__ import annotations

from handlers import answering, moving, telling
from handlers.turn import Turn
from reporting.fold import fold
from reporting.interview import Question
from reporting.matters import NOT_OURS
from reporting.summary import unmarked
from reporting.texts import matters as texts
from reporting.texts import reports as report_texts
from reporting.values import Choice
from storage import matters
from storage.tables import Matter

A_REASON = 2  # words
FORWARD, HEAD = "forward", "head"
ACTS = {FORWARD: "forwarded", HEAD: "chosen", NOT_OURS: "forwarded"}


def begin(turn: Turn, matter: Matter, why: str = FORWARD, words: str = "", page: int = 0) -> None:
    """`why`: the owner's own act, an answer that it is not theirs, or the head's choice."""
    line = texts.where_to(turn.me, matter.code) if why == NOT_OURS else texts.forward_to(turn.me, matter.code)
    _ask(turn, matter, line, why, words, page)


def _ask(turn: Turn, matter: Matter, line: str, why: str, words: str, page: int) -> None:
    choices = texts.bodies(_bodies(turn, matter), page)
    code = matter.code
    turn.ask("owner_where", line, choices, code=code, about=code, why=why, words=words, page=page)


def _bodies(turn: Turn, matter: Matter) -> list[tuple[str, str]]:
    return list(turn.house.bodies(matter.topic, matter.owner))


def where(turn: Turn, question: Question, choice: Choice) -> None:
    data = question.data
    matter = moving.for_act(turn, question, ACTS.get(data.get("why", ""), "forwarded"))
    if matter is None:
        return
    if choice.act == "more":
        _ask(turn, matter, question.text, data["why"], data.get("words", ""), data["page"] + 1)
    elif choice.act == "back":
        turn.close_about("owner_where", matter.code)
        _back(turn, matter, data)
    else:
        turn.close_about("owner_where", matter.code)
        _to(turn, matter, choice.act, data["why"], data.get("words", ""))


def _back(turn: Turn, matter: Matter, data: dict[str, str]) -> None:
    if data["why"] == NOT_OURS:
        answering.which_ending(turn, matter, data["words"])
    elif data["why"] == HEAD:
        begin(turn, matter, HEAD)  # the head alone has it: it stays open until a body is chosen
    else:
        turn.say(report_texts.back_done(turn.me))


def _to(turn: Turn, matter: Matter, post: str, why: str, words: str) -> None:
    if post not in dict(_bodies(turn, matter)):
        turn.say(texts.no_body(turn.me))
        begin(turn, matter, why, words)
    elif why == HEAD:
        _chosen(turn, matter, post)
    elif why == NOT_OURS:
        forward(turn, matter, post, words)
    else:
        office = turn.house.title_of(post) or post
        line = texts.why_forward(turn.me, matter.code, office)
        turn.ask("owner_why", line, report_texts.ONLY_BACK, code=matter.code, about=matter.code, to_post=post)


def where_words(turn: Turn, question: Question, text: str) -> bool:
    """A body's name in place of its number; of an answer that it is not theirs, also one outside the ward."""
    data = question.data
    matter = moving.for_act(turn, question, ACTS.get(data.get("why", ""), "forwarded"))
    if matter is None:
        return True
    said = fold(text).strip(" .")
    named = [
        post
        for post, short in _bodies(turn, matter)
        if said and (said in (fold(short), post) or said in fold(turn.house.title_of(post) or ""))
    ]
    if len(named) == 1:
        turn.close_about("owner_where", matter.code)
        _to(turn, matter, named[0], data["why"], data.get("words", ""))
    elif data["why"] == NOT_OURS and text.strip():
        turn.close_about("owner_where", matter.code)
        answering.answered(turn, matter, data["words"], NOT_OURS, unmarked(text.strip(" .")))
    else:
        turn.ask_again(question, texts.no_body(turn.me))
    return True


def why_words(turn: Turn, question: Question, text: str) -> bool:
    matter = moving.for_act(turn, question, "forwarded")
    if matter is None:
        return True
    if len(text.split()) < A_REASON:
        turn.ask_again(question, texts.reason_please(turn.me))
        return True
    forward(turn, matter, question.data["to_post"], text)
    return True


def forward(turn: Turn, matter: Matter, post: str, why: str) -> None:
    """The due date stays: the citizen has waited since the day they spoke."""
    turn.act = "forwarded"
    plain, before = unmarked(why), moving.title(turn, matter)
    telling.close_questions(turn, matter)
    moving.move(turn, matter, "forwarded", f"{post}: {plain}")
    matter.owner, matter.acting, matter.extend_to, matter.delay_why = post, None, None, None
    telling.says_more(turn, matter)
    office = moving.title(turn, matter)
    turn.say(texts.forwarded(matter.code, office))
    _, report = matters.with_report(turn.session, matter)
    telling.tell(turn, matter, report, texts.forwarded_here(matter.code, before, plain))
    due = turn.here(matter.due_at) if matter.due_at else None
    moving.to_contributors(turn, matter, texts.forwarded_for_unit(matter.code, report.text, office, due))


def _chosen(turn: Turn, matter: Matter, post: str) -> None:
    turn.act = "owner chosen"
    moving.move(turn, matter, "chosen", post)
    matter.owner, matter.acting = post, None
    office = moving.title(turn, matter)
    turn.say(texts.chosen(matter.code, office))
    _, report = matters.with_report(turn.session, matter)
    telling.tell(turn, matter, report)
    due = turn.here(matter.due_at) if matter.due_at else None
    moving.to_contributors(turn, matter, texts.chosen_for_unit(matter.code, office, due))
