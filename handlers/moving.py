"""What somebody is to a matter, and the one way a person's act moves it: checked for every act, forged or not."""

from __future__ import annotations

from handlers.turn import Turn
from reporting.interview import Question
from reporting.matters import Role, step
from reporting.texts import reports as report_texts
from reporting.values import Who
from storage import contributions, matters, owners, witnesses
from storage.tables import Matter, Report


def roles(turn: Turn, matter: Matter) -> frozenset[Role]:
    """Of whose turn it is."""
    me = turn.me
    held = {post.key for post in me.posts}
    acts = held & {matter.owner, matter.acting}
    told = contributions.reports_of(turn.session, matter)
    units = {matter.unit, *(report.unit for report in told)}
    found = {
        Role.OWNER: bool(acts),
        Role.WITNESS: not units.isdisjoint(me.reports_for),
        Role.AUTHOR: any(report.author == me.id for report in told),
        Role.BLOC: me.in_bloc,
        Role.HEAD: me.in_bloc and (me.holds("bloc_head") or bool(acts)),
        Role.TOLD: matter.kind == "hotspot" and bool(me.posts) and me.id in matters.told(turn.session, matter),
    }
    return frozenset(role for role, is_so in found.items() if is_so)


def may(turn: Turn, matter: Matter, act: str) -> bool:
    """Whether this person may do it now; any words it needs are still to come."""
    return step(matter.state, act, roles(turn, matter), "…") is not None


def move(turn: Turn, matter: Matter, act: str, words: str | None = None) -> None:
    """Raises NotAllowed where `may` says no."""
    matters.move(turn.session, matter, act, roles(turn, matter), turn.now, turn.me.id, words)


def for_act(turn: Turn, question: Question, act: str) -> Matter | None:
    """The matter a question is about, if its act is still possible and this person's; else that is said."""
    code = question.data.get("code", "")
    matter = matters.by_code(turn.session, turn.house.id, code)
    if matter is not None and may(turn, matter, act):
        return matter
    turn.close_about(question.name, question.data.get("about", ""))
    mine = matter is not None and roles(turn, matter)
    if matter is None or not mine:
        turn.say(report_texts.no_such_code(code))
    elif matter.state == "dong":
        turn.say(report_texts.closed_already(code))
    else:
        turn.say(report_texts.moved_on(code))
    return None


# Whom it concerns


def title(turn: Turn, matter: Matter) -> str:
    return owners.title(turn.session, turn.house, matter)


def contributors(turn: Turn, matter: Matter) -> list[tuple[Who, list[Report]]]:
    return witnesses.contributors(turn.session, matter)


def to_contributors(turn: Turn, matter: Matter, words: str, *, but: int | None = None) -> None:
    for who, _ in contributors(turn, matter):
        if who.id not in (but, turn.me.id if turn.who else None):
            turn.say(words, to=who)
