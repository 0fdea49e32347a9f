"""Two addresses, one person: a code asked for on the first channel and typed on the second; giving one up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from handlers.turn import Turn
from reporting.channels import CHANNELS
from reporting.interview import Question
from reporting.texts import channels as texts
from reporting.texts import reports as report_texts
from reporting.values import Choice, Say
from storage import addresses, conversations, linking, people
from storage.tables import AuditEntry, Invite

VALID = timedelta(minutes=15)
_ADD = re.compile(r"them ?kenh(?: (\w+))?")
_DROP = re.compile(r"bo ?kenh(?: (\w+))?")


def command(turn: Turn, words: str) -> bool:
    """`thêm kênh zalo`, `bỏ kênh telegram`; `words` are folded."""
    for pattern, act in ((_ADD, _add), (_DROP, _drop)):
        found = pattern.fullmatch(words)
        if found is not None:
            turn.act = "channels"
            act(turn, found[1])
            return True
    return False


# On the first channel


def _add(turn: Turn, wanted: str | None) -> None:
    here = turn.incoming.channel
    others = [name for name in turn.manner.channels if name != here]
    labels = [CHANNELS[name].label for name in others]
    if not others:
        turn.say(texts.only_here(turn.me, CHANNELS[here].label))
    elif wanted == here:
        turn.say(texts.here_already(turn.me, CHANNELS[here].label, labels))
    elif wanted is not None and wanted not in others:
        turn.say(texts.no_such(turn.me, labels))
    elif wanted is None and len(others) > 1:
        turn.say(texts.which(turn.me, labels))
    else:
        _offer(turn, wanted or others[0])


def _offer(turn: Turn, channel: str) -> None:
    """A platform abroad is agreed to by name before there is a code (P7)."""
    if CHANNELS[channel].abroad:
        turn.ask("abroad", texts.abroad(turn.me, CHANNELS[channel].label), texts.AGREE, channel=channel)
    else:
        _give_code(turn, channel)


def abroad(turn: Turn, question: Question, choice: Choice) -> None:
    turn.close("abroad")
    if choice.act != "yes":
        turn.say(report_texts.back_done(turn.me))
        return
    channel = question.data["channel"]
    turn.session.add(AuditEntry(ward=turn.house.id, at=turn.now, by=turn.me.id, act="agreed to", about=channel))
    _give_code(turn, channel)


def _give_code(turn: Turn, channel: str) -> None:
    code = linking.code(turn.session, turn.house.id, turn.me.id, channel, turn.now, VALID)
    name = turn.manner.names.get(channel) or texts.of_ward(turn.house.file.ward.full_name)
    opens = turn.manner.link if CHANNELS[channel].links else ""
    link = opens + code.replace(" ", "") if opens else ""
    minutes = VALID // timedelta(minutes=1)
    turn.say(texts.here_is_the_code(turn.me, CHANNELS[channel].label, name, minutes, code, link))


def _drop(turn: Turn, wanted: str | None) -> None:
    mine = list(dict.fromkeys(contact.channel for contact in addresses.of(turn.session, turn.me.id)))
    labels = [CHANNELS[name].label for name in mine]
    if wanted is None and len(mine) > 1:
        turn.say(texts.which_to_drop(turn.me, labels))
        return
    channel = wanted or mine[0]
    label = CHANNELS[channel].label if channel in CHANNELS else channel
    if channel not in mine:
        turn.say(texts.not_linked(turn.me, label))
        return
    left = linking.unlink(turn.session, turn.house.id, turn.me.id, channel, turn.now)
    if left is None:
        turn.say(texts.last_one(turn.me, label))
    else:
        turn.say(texts.unlinked(turn.me, label, CHANNELS[left[0]].label))


# On the second one


def typed(turn: Turn, invite: Invite) -> None:
    """A code that stands, typed by somebody unknown: it is this person's second address from now on."""
    who = people.who(turn.session, invite.person)
    channel, chat = turn.incoming.channel, turn.incoming.chat
    assert invite.links is not None
    if who is None or not who.joined:
        turn.say(texts.dead_code())
        return
    if invite.links != channel:
        turn.say(texts.not_here(CHANNELS[invite.links].label))
        return
    label = CHANNELS[channel].label
    conversations.forget_talk(turn.session, turn.key)
    turn.talks.pop(turn.key, None)
    turn.act, turn.who = "linked", who
    left = linking.link(turn.session, invite, channel, chat, turn.now)
    for old in left:
        words = texts.moved_away(who, label)
        turn.says.append(Say(f"moved:{invite.id}:{old[1]}", words, channel=old[0], chat=old[1]))
    turn.say(texts.linked(who, label, _stands_for(turn)), then=f"commands:{who.part}")
    _go_on(turn)


def _stands_for(turn: Turn) -> str:
    units = turn.me.reports_for
    return turn.house.name(units[0]) if units else turn.me.title


def _go_on(turn: Turn) -> None:
    """What was open there is shown again here."""
    top = turn.talk.top(turn.now)
    if top is not None:
        turn.talk = replace(turn.talk, unread=0)
        turn.ask_again(top)


def known_code(turn: Turn, code: str | None) -> bool:
    """A link code typed by somebody who is known here; anything else is no code."""
    invite = people.invite_by_code(turn.session, code) if code is not None else None
    if invite is None or invite.links is None or invite.ward != turn.house.id:
        return False
    turn.act = "link code"
    here, label = turn.incoming.channel, CHANNELS[invite.links].label
    if invite.links != here:
        turn.say(texts.not_here(label))
    elif invite.person == turn.me.id:
        turn.say(texts.linked_already(turn.me, label))
    else:
        turn.say(texts.taken(turn.me, label))
    return True
