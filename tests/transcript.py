"""Reads and plays a transcript: the specification of a talk, word by word.

    ~ thứ Tư 18/11 16:00          the clock; also `+20 s`, `+15 phút`, `02:20`
    @zalo Tạ Văn Bảy > 1          that person sends; further `> …` are theirs; `> [Đúng]` presses a button, or types
                                  its number where there are none
    < Đã ghi … [9 Sửa lại]        the bot's next message to them; `|` continues it; `…` stands for any text
    < (im lặng)                   nothing is said
    ! told tdp1.leader            an event outside the chat (see `_event`)

The clock moves only at `~`, two seconds before each `>`, and where the next line is the bot's it runs on until that
comes. `> {ảnh} …`, `{giọng nói}`, `{đoạn phim}`, `{tệp báo cáo.pdf}`, `{danh thiếp}`, `{chuyển tiếp} …` are sent;
`< {ảnh} …` comes under a photo, `< {giọng nói} …` with one (on Zalo with a line that opens it),
`{telegram: …}` is said on that channel only, `{lien_ket}` is a link to a page.
Codes are bound at first sight. `> 1` is pressed when a button reads so, else typed.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import sqlmodel
from sqlalchemy import func, select
from sqlmodel import Session, col

from reporting.calendar import period_labelled
from reporting.duties import state_of
from storage import contributions, matters, people, reports
from storage.matter_tables import Told
from storage.sealed_tables import Opening
from storage.tables import AuditEntry, MatterEvent, Outbox, Report
from tests import staging
from tests.rig import WARD, Chat, Rig

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
YEAR = 2026
LONGEST_WAIT = timedelta(days=1)
_ON = re.compile(r"\{(telegram|zalo): ([^}]*)\}")
AS_WRITTEN = "as written"
_CODE = re.compile(r"\b(?:YK|KH)-\d{4}\b")
_WHO = re.compile(r"^@(\w+) ([^<>]+?) ([<>]) (.*)$")
_KINDS = {
    "{ảnh}": "photo", "{nhãn dán}": "sticker", "{giọng nói}": "voice", "{vị trí}": "place",
    "{không hỗ trợ}": "unsupported", "{đoạn phim}": "video", "{danh thiếp}": "contact", "{chuyển tiếp}": "forward",
}  # fmt: skip
_FILE = re.compile(r"\{tệp ([^}]+)\}")
_SHOWN = {
    "{ảnh}": "photo",
    "{giọng nói}": "voice",
    "{đoạn phim}": "document",
    "{tệp}": "document",
}  # as Telegram says it
_OPENS = {"voice": "Mở để nghe", "document": "Mở để xem"}  # where a chat shows no such thing
PAPER = base64.b64encode(b"%PDF-1.7 a report on paper").decode()


@dataclass
class Script:
    """`cast` names the posts of those who have joined before the talk begins. `channels` are those it is played on,
    everybody in it on that one; `as written`: each line on the channel it names."""

    title: str
    lines: list[str]
    afterwards: list[str]
    cast: dict[str, str] = field(default_factory=dict)
    channels: tuple[str, ...] = ("zalo", "telegram")


def read(path: Path) -> Script:
    """First line the title, then `channels: zalo, telegram` (both unless said), `joined: Name = post; …`, the talk, and
    `Afterwards: fact; fact`. `Name = post @telegram` joined there when channels are as written."""
    title, *rest = path.read_text(encoding="utf-8").splitlines()
    script = Script(title.lstrip("# "), [], [])
    for line in rest:
        if line.startswith("channels:"):
            script.channels = tuple(name.strip() for name in line.removeprefix("channels:").split(","))
        elif line.startswith("joined:"):
            pairs = (pair.split("=") for pair in line.removeprefix("joined:").split(";") if pair.strip())
            script.cast |= {name.strip(): post.strip() for name, post in pairs}
        elif line.startswith("Afterwards:"):
            script.afterwards = [fact.strip() for fact in line.removeprefix("Afterwards:").split(";") if fact.strip()]
        elif line.startswith("| "):
            script.lines[-1] += "\n" + line[2:]
        elif line.strip() and not line.startswith("#"):
            script.lines.append(line)
    return script


def start_of(script: Script) -> datetime:
    """A little before the first clock line."""
    first = next(line for line in script.lines if line.startswith("~"))
    return moment(first[1:].strip(), datetime(YEAR, 11, 9, tzinfo=ZONE)) - timedelta(minutes=1)


def moment(words: str, now: datetime) -> datetime:
    found = re.fullmatch(r"\+(\d+) (s|phút|giờ)", words)
    if found:
        unit = {"s": "seconds", "phút": "minutes", "giờ": "hours"}[found[2]]
        return now + timedelta(**{unit: int(found[1])})
    clock = re.search(r"(\d{1,2}):(\d{2})$", words)
    assert clock, words
    day = re.search(r"(\d{1,2})/(\d{1,2})", words)
    here = now.astimezone(ZONE)
    if day:
        here = here.replace(year=YEAR, month=int(day[2]), day=int(day[1]))
    return here.replace(hour=int(clock[1]), minute=int(clock[2]), second=0, microsecond=0).astimezone(UTC)


class Player:
    """Plays a script and fails at the first word that differs."""

    def __init__(self, rig: Rig, channel: str) -> None:
        self.rig = rig
        self.channel = channel
        self.codes: dict[str, str] = {}  # of the transcript -> of this run
        rig.channel = "zalo" if channel == AS_WRITTEN else channel
        self.present = ""
        self.taps: dict[str, int] = {}
        self.invites: dict[str, str] = {}
        self.link_code = ""  # `{mã_nối}`: adds a second channel

    async def play(self, script: Script) -> None:
        for name, post in script.cast.items():
            held, _, channel = post.partition(" @")
            await self.rig.join(self._key(channel, name), held, channel or None)
        for line in script.lines:
            try:
                await self._line(line)
            except AssertionError as fault:
                raise AssertionError(f"{script.title}\nat: {line}\n{fault}") from None
        for fact in script.afterwards:
            assert await self.rig.write(lambda session, fact=fact: self._fact(session, fact)), f"not so: {fact}"  # type: ignore[misc]

    async def _line(self, line: str) -> None:
        if line.startswith("~"):
            await self.rig.go(moment(line[1:].strip(), await self.rig.now()))
            return
        if line.startswith("!"):
            await self._event(line[1:].strip())
            return
        who = _WHO.match(line.replace("\n", "\\n"))
        if who:
            arrow, words = who[3], who[4].replace("\\n", "\n")
            self.present = self._key(who[1], who[2])
            await self.rig.meet(self.present, who[1] if self.channel == AS_WRITTEN else None)
        else:
            arrow, words = line[0], line[2:]
        if arrow == ">":
            await self._sends(words)
        else:
            await self._hears(words)

    def _key(self, channel: str, name: str) -> str:
        """Somebody's name on the channel of the run; on another one a name of its own."""
        return name if self.channel != AS_WRITTEN or channel in ("", self.rig.channel) else f"{name} ({channel})"

    async def _event(self, words: str) -> None:
        """`forget Name`: what Name was told so far is not the subject. `cut telegram`, `mend telegram`: its wire.
        `matter YK-0119: …`: it stood before, `no nudges`: those of the week are not shown (`tests/staging.py`)."""
        verb, _, rest = words.partition(" ")
        if words == "no nudges":
            await self.rig.write(staging.no_nudges)
            return
        if verb == "matter":
            code, _, said = rest.partition(": ")
            parts, now = [part.strip() for part in said.split(";")], await self.rig.now()
            self.codes[code] = await self.rig.write(partial(staging.matter, code=code, parts=parts, now=now))
            return
        if verb in ("cut", "mend"):
            await self.rig.post("/control/cut", channel=rest, cut=verb == "cut")
            return
        assert verb == "forget", words
        await self.rig.heard(rest)

    async def _sends(self, words: str) -> None:
        await self.rig.wait(seconds=2)
        words = (await self._with_codes(self._ours(words))).replace("{mã_nối}", self.link_code.lower())
        chat = self.rig.chats[self.present]
        self.taps[self.present] = self.taps.get(self.present, 0) + 1
        kind = next((kind for mark, kind in _KINDS.items() if words.startswith(mark)), None)
        label = re.fullmatch(r"\[(.+)\]", words)
        if words.startswith("{sửa tin}"):
            await self._edits(chat, words.removeprefix("{sửa tin}").strip())
        elif paper := _FILE.match(words):
            caption = words[paper.end() :].strip()
            await self.rig.post("/control/document", chat=chat, name=paper[1], bytes=PAPER, caption=caption)
        elif kind == "photo":
            await self.rig.post("/control/photo", chat=chat, caption=words.removeprefix("{ảnh}").strip())
        elif kind in ("voice", "video", "contact", "forward"):
            rest = words.partition("}")[2].strip()
            await self.rig.post(f"/control/{kind}", chat=chat, caption=rest, text=rest)
        elif kind is not None and isinstance(chat, str):
            await self.rig.post("/control/send", chat=chat, kind=kind)
        elif kind is not None:
            assert isinstance(chat, int)
            await self.rig.post("/control/update", update=_update(kind, chat, await self.rig.now(), self.present))
        elif label:
            await self.rig.press(self.present, label[1])
        else:
            await self.rig.say(self.present, words)
        await self.rig.at_rest()

    async def _edits(self, chat: Chat, words: str) -> None:
        """The last message of more than one word changes."""
        shown = await self.rig.get(f"/control/messages?chat={chat}")
        last = [message["id"] for message in shown if message["from"] == "person" and " " in message["text"]][-1]
        await self.rig.post("/control/edit", chat=chat, message_id=last, text=words)

    async def _with_codes(self, words: str) -> str:
        """`{mã tdp1.leader}` is the invitation of that post."""
        for post in re.findall(r"\{mã ([\w.-]+)\}", words):
            if post not in self.invites:
                self.invites[post] = await self.rig.write(partial(_invite, post=post, now=await self.rig.now()))
            code = self.invites[post].replace(" ", "") if words.startswith("/start") else self.invites[post].lower()
            words = words.replace(f"{{mã {post}}}", code)
        return words

    async def _hears(self, words: str) -> None:
        read = self.rig.read[self.present]
        if words == "(im lặng)":
            said = (await self.rig.messages(self.present))[read:]
            assert not said, f"not silent: {[message['text'] for message in said]}"
            return
        choices = re.findall(r"\[(\d) ([^\]]+)\]", words)
        words = re.sub(r"\s*\[\d [^\]]+\]", "", words).strip()
        until = await self.rig.now() + LONGEST_WAIT
        await self.rig.at_rest()  # before the clock is moved, what happens now happens
        while len(said := await self.rig.messages(self.present)) <= read:
            due = await self.rig.next_due()
            assert due is not None and due <= until, "nothing comes"
            await self.rig.go(due)
        message = said[read]
        self.rig.read[self.present] = read + 1
        self._compare(self._with_its_thing(words, message), message["text"])
        shown = [button["text"] for row in message["buttons"] for button in row]
        assert shown == [self._ours(label) for _, label in choices], f"choices are {shown}"

    def _with_its_thing(self, words: str, message: dict[str, Any]) -> str:
        """The words that are to come with what is to be shown, which must be there; nothing else may be."""
        mark = next((mark for mark in _SHOWN if words.startswith(mark)), "")
        thing, words = _SHOWN.get(mark), words.removeprefix(mark)
        opens = _OPENS.get(thing or "")
        if opens and isinstance(self.rig.chats[self.present], str):
            thing, words = None, f"{words} {opens}: {{lien_ket}}"
        shown = next((name for name in ("photo", "voice", "document") if name in message), None)
        assert shown == thing, f"shown is {shown}"
        return words

    def _compare(self, wanted: str, said: str) -> None:
        for code, ours in zip(_CODE.findall(wanted), _CODE.findall(said), strict=False):
            self.codes.setdefault(code, ours)
        wanted = _ON.sub(lambda found: found[2] if found[1] == self.channel else "", wanted)
        pattern = ".*".join(re.escape(_spaced(part)) for part in self._ours(wanted).split("…"))
        pattern = pattern.replace(re.escape("{lien_ket}"), r"http://\S+/l/[\w-]+")
        pattern = pattern.replace(re.escape("{mã_nối}"), r"(?P<link>[A-Z]{4} [A-Z]{4})")
        found = re.fullmatch(pattern, _spaced(said), re.DOTALL)
        assert found, f"said: {said}"
        self.link_code = found.groupdict().get("link") or self.link_code

    def _ours(self, words: str) -> str:
        return _CODE.sub(lambda code: self.codes.get(code[0], code[0]), words)

    # Facts

    def _fact(self, session: Session, fact: str) -> bool:
        fact = self._ours(fact)
        subject, _, said = fact.partition(": ")
        kind, *names = subject.split(" ")
        checks = {
            "unit": _unit, "reports": _reports, "matter": _matter, "person": _person, "nudges": _nudges,
            "versions": _versions, "vacant": _vacant, "author": _author, "openings": _openings, "alarm": _alarm,
            "refusals": _refusals, "log": _log,
        }  # fmt: skip
        if kind == "nowhere":
            return _nowhere(session, re.findall(r"“(.+?)”|\"(.+?)\"", fact))
        return checks[kind](session, names, [part.strip() for part in said.split(",")])


def _invite(session: Session, post: str, now: datetime) -> str:
    who = people.holders(session, WARD, post)[0]
    return people.invite(session, WARD, who.id, now, timedelta(days=14)).code


def _spaced(words: str) -> str:
    return " ".join(words.split())


def _update(kind: str, chat: int, at: datetime, name: str) -> dict[str, object]:
    person = {"id": chat, "is_bot": False, "first_name": name}
    message: dict[str, object] = {
        "message_id": 900_000 + int(at.timestamp()) % 90_000, "date": int(at.timestamp()),
        "chat": {"id": chat, "type": "private", "first_name": name}, "from": person,
    }  # fmt: skip
    if kind == "sticker":
        message["sticker"] = {
            "file_id": "s", "file_unique_id": "s", "type": "regular", "width": 8, "height": 8, "is_animated": False,
            "is_video": False,
        }  # fmt: skip
    else:
        message["location"] = {"latitude": 14.8160, "longitude": 108.9837}
    return {"message": message}


def _unit(session: Session, names: list[str], said: list[str]) -> bool:
    """`unit tdp5: on time, nil` (week 47 unless `unit tdp5 W46: …`)."""
    label = f"{YEAR}-{names[1]}" if len(names) > 1 else f"{YEAR}-W47"
    house = people.house_of(session, WARD)
    duty = reports.duty_of(session, WARD, label, names[0])
    period = period_labelled(label, house.schedule, house.calendar)
    assert duty is not None and period is not None
    state = state_of(duty.fulfilled_at, duty.excused, period, period.unit_deadline - timedelta(seconds=1))
    report = reports.get(session, duty.report) if duty.report else None
    return [state.replace("_", " "), *([report.kind] if report else [])] == said


def _reports(session: Session, names: list[str], said: list[str]) -> bool:
    """`reports tdp5: 1`"""
    found = select(func.count()).where(col(Report.unit) == names[0], col(Report.withdrawn_at).is_(None))
    return int(session.execute(found).scalar_one()) == int(said[0])


def _matter(session: Session, names: list[str], said: list[str]) -> bool:
    """`matter YK-0001: phan_anh, ha_tang, severity 2, da_chuyen, owner ub-kthtdt, due 26/11`"""
    matter = matters.by_code(session, WARD, names[0])
    assert matter is not None
    _, report = matters.with_report(session, matter)
    due = matter.due_at.astimezone(ZONE) if matter.due_at else None
    true = {
        matter.state, matter.topic, report.legal, f"severity {matter.severity}", f"owner {matter.owner}",
        f"place {report.place}", f"due {due:%d/%m}" if due else "", f"ending {matter.ending}",
        f"acting {matter.acting}", f"reopened {matters.times(session, matter, 'not well')}",
        f"extended {matters.times(session, matter, 'extended')}", f"closed {matter.closed_why}",
        f"contributors {contributions.count(session, matter)}",
        *(f"unit {unit}" for unit in contributions.units_of(session, matter)),
    }  # fmt: skip
    return all(part in true for part in said)


def _alarm(session: Session, names: list[str], said: list[str]) -> bool:
    """`alarm KH-0001: wordless, taken by ub-pct-kt, rungs row again leaders, told 8, telephoned 2`"""
    matter = matters.by_code(session, WARD, names[0])
    assert matter is not None
    acts = [event.act for event in session.exec(sqlmodel.select(MatterEvent).where(MatterEvent.matter == matter.id))]
    climbed = " ".join(act.removeprefix("rung ") for act in acts if act.startswith("rung "))
    told = session.exec(sqlmodel.select(Told).where(Told.matter == matter.id)).all()
    taker = people.who(session, matter.acknowledged_by) if matter.acknowledged_by else None
    true = {
        "wordless" if matter.wordless else "", f"rungs {climbed or 'none'}", f"told {len(told)}",
        f"telephoned {sum(one.by_telephone for one in told)}", "taken by nobody" if taker is None else "",
        *(f"taken by {post.key}" for post in (taker.posts if taker else ())),
    }  # fmt: skip
    return all(part in true for part in said)


def _versions(session: Session, names: list[str], said: list[str]) -> bool:
    """`versions YK-0001: 3`, `versions tdp1: 2` (of the unit's last report)."""
    report = (
        reports.by_code(session, WARD, names[0])
        or session.execute(
            select(Report).where(col(Report.unit) == names[0]).order_by(col(Report.id).desc()).limit(1)
        ).scalar_one()
    )
    return report.version == int(said[0])


def _log(session: Session, names: list[str], said: list[str]) -> bool:
    """`log YK-0001: asked “…”, replied “…”`: these acts stand in the matter's history, in this order."""
    matter = matters.by_code(session, WARD, names[0])
    assert matter is not None
    wanted = re.findall(r"([\w ]+) “([^”]*)”", ", ".join(said))
    assert wanted
    rest = iter([(event.act, event.note) for event in matters.events(session, matter)])
    return all((act.strip(), note) in rest for act, note in wanted)


def _person(session: Session, names: list[str], said: list[str]) -> bool:
    """`person tdp1.leader: joined, may be telephoned`"""
    who = people.holders(session, WARD, names[0])[0]
    true = {
        "joined" if who.joined else "not joined",
        {True: "may be telephoned", False: "not telephoned", None: "not asked"}[who.may_telephone],
    }
    return all(part in true for part in said)


def _openings(session: Session, names: list[str], said: list[str]) -> bool:
    """`openings YK-0001: contact 1, original 0`: how often what lies sealed was opened."""
    report = reports.by_code(session, WARD, names[0])
    rows = session.execute(
        select(col(Opening.what)).where(col(Opening.report) == (report.id if report else 0))
    ).scalars()
    found = list(rows)
    return all(found.count(what) == int(number) for what, number in (part.split() for part in said))


def _refusals(session: Session, names: list[str], said: list[str]) -> bool:
    """`refusals to_cao: 1`: counted, whose they were is not known."""
    entries = select(AuditEntry).where(col(AuditEntry.act) == f"refused {names[0]}")
    found = session.execute(entries).scalars().all()
    return len(found) == int(said[0]) and all(entry.by is None and entry.about is None for entry in found)


def _vacant(session: Session, names: list[str], said: list[str]) -> bool:
    """`vacant tdp2.leader: yes`: who held it has left, and nobody is named."""
    return said == ["no" if people.holders(session, WARD, names[0]) else "yes"]


def _author(session: Session, names: list[str], said: list[str]) -> bool:
    """`author YK-0001: người báo đã rời kênh`"""
    report = reports.by_code(session, WARD, names[0])
    who = people.who(session, report.author) if report is not None and report.author is not None else None
    return who is not None and [who.name] == said


def _nudges(session: Session, names: list[str], said: list[str]) -> bool:
    """`nudges tdp5.leader: sent 1, withdrawn 2`"""
    who = people.holders(session, WARD, names[0])[0]
    rows = session.execute(
        select(col(Outbox.state), func.count())
        .where(col(Outbox.person) == who.id, col(Outbox.kind) == "nudge", col(Outbox.key).like("%2026-W47%"))
        .group_by(col(Outbox.state))
    )
    true = {f"{state} {number}" for state, number in rows}
    return all(part in true for part in said)


def _nowhere(session: Session, found: list[tuple[str, str]]) -> bool:
    """The words stand in no byte of the database or its log."""
    path = Path(str(session.get_bind().engine.url.database))
    files = [path, path.with_name(path.name + "-wal")]
    content = b"".join(file.read_bytes() for file in files if file.exists())
    return not any((one or other).encode() in content for one, other in found)
