"""A channel that does not answer, an address nothing reaches, a quota that runs out: noticed, gone round, said once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby

from sqlmodel import Session

from reporting import quota
from reporting.channels import CHANNELS
from reporting.house import House
from reporting.texts import channels as texts
from reporting.values import Say, Who
from storage import addresses, channels, matters, outbox, people, reports
from storage.tables import Outage

A_DAY = timedelta(hours=24)
UNKNOWN = timedelta(minutes=30)  # a channel that does not say what it keeps is trusted no longer than this
A_WEEK = timedelta(days=7)
CAP_MARKS = (90, 100)  # per cent of the people a channel may have


@dataclass(frozen=True, slots=True)
class Rules:
    """`quotas` and `caps`: messages a month and people, by channel; none or 0 is unlimited."""

    notice: timedelta = timedelta(minutes=3)  # a channel that has not answered for so long is out
    dark: timedelta = timedelta(hours=12)  # an address nothing reached for so long is left
    quotas: dict[str, int] = field(default_factory=dict)
    caps: dict[str, int] = field(default_factory=dict)
    pages: timedelta | None = None  # how long a link to a page lives; None: there are none


SHIPPED = Rules()


def look(session: Session, house: House, now: datetime, rules: Rules) -> None:
    _after_sleep(session, house, now)
    _notice(session, house, now, rules)
    lately = channels.outages(session, house.id, now - A_WEEK)
    for outage in lately:
        if outage.ends is None:
            _go_round(session, house, outage, now)
    _over(session, house, [outage for outage in lately if outage.ends is not None], now)
    _dark(session, house, now, rules)
    _unreached(session, house, now)
    _costs(session, house, now, rules)


def _tell(session: Session, house: House, key: str, words: str, now: datetime, urgent: bool = False) -> bool:
    """To the desk, once for a key, not in quiet hours unless it is urgent. False while nobody there can be reached."""
    if outbox.was_put(session, key):
        return True
    desk = people.desk(session, house.id)
    if desk is None or not people.is_reachable(session, desk.id):
        return False
    at = None if urgent else house.calendar.quiet_end(now)
    kind = "alarm" if urgent else "reply"
    say = Say(key=key, text=words, person=desk.id, kind=kind, counted=not urgent, not_before=at)
    outbox.put(session, house.id, say, now)
    return True


def _label(channel: str) -> str:
    return CHANNELS[channel].label


def _title(house: House, who: Who) -> str:
    """By the unit somebody reports for, else by office; in the Bloc by the post there."""
    units = () if who.in_bloc else who.reports_for
    return house.name(units[0]) if units else who.title.split(" (")[0]


# A whole channel


def _after_sleep(session: Session, house: House, now: datetime) -> None:
    """When the product itself was off for long, what people wrote meanwhile may be lost on every channel.

    Only the first look of a process can tell: later ones follow each other, however a clock is moved.
    """
    minute = int(now.timestamp()) // 60
    if session.info.setdefault("first look", now) == now:
        last = reports.counter(session, house.id, "looked")
        if last and minute - last > UNKNOWN // timedelta(minutes=1):
            channels.were_off(session, house.id, datetime.fromtimestamp(last * 60, UTC), now)
    reports.set_counter(session, house.id, "looked", minute)


def _notice(session: Session, house: House, now: datetime, rules: Rules) -> None:
    for channel, health in channels.standing(session, house.id).items():
        since = health.failing_since
        if health.out_since is None and since is not None and since <= now - rules.notice:
            channels.begin_outage(session, house.id, channel, since, now)


def _go_round(session: Session, house: House, outage: Outage, now: datetime) -> None:
    """What waits goes to each person's other address; the desk hears once, and at once whom to telephone."""
    health = channels.standing(session, house.id)
    noticed = health[outage.channel].out_since or now
    _move(session, house, outage, now)
    _alarms(session, house, outage, noticed, now)
    others = [_label(name) for name in sorted(health) if name != outage.channel and health[name].out_since is None]
    alone = channels.alone_on(session, house.id, outage.channel)
    since = house.calendar.local(outage.starts)
    words = texts.out(_label(outage.channel), since, others, alone)
    _tell(session, house, f"outage:{outage.id}:began", words, now)


def _move(session: Session, house: House, outage: Outage, now: datetime) -> None:
    """The first letter of a person that comes over says why."""
    for person, letters in addresses.waiting_on(session, house.id, outage.channel).items():
        who = people.who(session, person)
        to = addresses.other(session, person, outage.channel)
        if who is None or to is None:
            continue
        known = addresses.heard_since(session, person, to[0], outage.starts)
        before = "" if known else texts.moved(who, _label(outage.channel), _label(to[0]))
        for number, letter in enumerate(letters):
            addresses.over(session, letter, to, now, before if number == 0 else "")


def _alarms(session: Session, house: House, outage: Outage, noticed: datetime, now: datetime) -> None:
    """Alarms put before it was noticed and stuck there. Later ones know of it and name who is to be telephoned."""
    stuck = addresses.alarms_on(session, house.id, outage.channel, noticed)
    found = [who for person in stuck if (who := people.who(session, person)) is not None]
    if not found:
        return
    words = texts.call_these(_label(outage.channel), [(_title(house, who), who.phone_slot) for who in found])
    if _tell(session, house, f"outage:{outage.id}:call", words, now, urgent=True):
        matters.by_telephone(session, house.id, [who.id for who in found])


def _over(session: Session, house: House, ended: list[Outage], now: datetime) -> None:
    """Back: what was not said yet is not said any more; after a long time the desk hears what may be lost."""
    for outage in ended:
        outbox.withdraw(session, f"outage:{outage.id}:began")
    long = [outage for outage in ended if outage.ends and outage.ends - outage.starts > _keeps(outage.channel)]
    local = house.calendar.local
    for (starts, ends), group in groupby(sorted(long, key=_span), key=_span):
        lost = list(group)
        words = texts.lost([_label(outage.channel) for outage in lost], local(starts), local(ends))
        _tell(session, house, f"outage:{lost[0].id}:lost", words, now)


def _span(outage: Outage) -> tuple[datetime, datetime]:
    assert outage.ends is not None
    return outage.starts, outage.ends


def _keeps(channel: str) -> timedelta:
    """How long an outage may last before something is lost."""
    return CHANNELS[channel].keeps or UNKNOWN


# One person


def _dark(session: Session, house: House, now: datetime, rules: Rules) -> None:
    """Nothing arrives for somebody though the channel itself does well: another address or the telephone."""
    health = channels.standing(session, house.id)
    for channel, chat in addresses.long_failing(session, house.id, now - rules.dark):
        if channel not in health or health[channel].failing_since is None:
            addresses.dark(session, channel, chat, now)


def _unreached(session: Session, house: House, now: datetime) -> None:
    """Answers and alarms nobody got: the desk telephones, asked once a day for each person."""
    today = house.calendar.local(now).date()
    for person, letters in addresses.undelivered(session, house.id, now - A_DAY).items():
        who, why = people.who(session, person), addresses.why_not(session, person)
        if people.is_reachable(session, person):
            addresses.again(session, person, letters, now)  # here again before the desk was asked
        elif who is not None and why is not None:
            urgent = any(letter.kind == "alarm" for letter in letters)
            words = texts.not_reached(_title(house, who), who.phone_slot, why, urgent)
            if _tell(session, house, f"unreached:{person}:{today}", words, now, urgent):
                addresses.telephoned(session, letters)


# What it costs


def _costs(session: Session, house: House, now: datetime, rules: Rules) -> None:
    month = f"{house.calendar.local(now):%Y-%m}"
    health = channels.standing(session, house.id)
    for channel, most in rules.quotas.items():
        found = health.get(channel)
        mark = quota.warning(found.spent, most, found.warned) if found and found.month == month else None
        if found and mark:
            words = texts.quota(_label(channel), found.spent, most, mark)
            if _tell(session, house, f"quota:{channel}:{month}:{mark}", words, now):
                channels.warned(session, house.id, channel, mark)
    for channel, most in rules.caps.items():
        users = channels.users(session, house.id, channel) if most else 0
        passed = [mark for mark in CAP_MARKS if most and users * 100 >= mark * most]
        if passed:
            words = texts.cap(_label(channel), users, most)
            _tell(session, house, f"cap:{channel}:{most}:{passed[-1]}", words, now)
