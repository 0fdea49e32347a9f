"""The hands of a script: each person sees a telephone, and types or presses what the script says."""

import re
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from simulator.choices import choosing
from simulator.product import Chat, Product
from simulator.script import Step

Json = dict[str, Any]

READING = timedelta(seconds=5)
"""From the answer on the telephone to what its owner does next."""
PATIENCE = timedelta(minutes=2)
"""How long, on the simulator's clock, somebody waits for an answer before the script has failed."""
A_MOMENT = timedelta(seconds=1)
STRANGER = "người lạ"
PHOTO = "{ảnh}"
BLOCK = "{chặn}"
CODE = "{mã mời}"


class Actors:
    """Posts as in the invitations stand for the people who hold them; `channel` puts everybody on the same one."""

    def __init__(self, product: Product, channel: str = "") -> None:
        self.product, self._everybody_on = product, channel
        self.names: dict[Chat, str] = {}
        """Whose telephone a chat is."""
        self._invited = {invitation["post"]: invitation for invitation in product.invitations}
        self._chats: dict[str, Chat] = {}
        self._seen: dict[Chat, int] = {}
        self._rested: Json | None = None
        """The product's health since it came to rest, until something happens: asking twice takes its time."""

    def chat(self, post: str) -> Chat:
        return self._chats[self._name(post)]

    def _name(self, post: str) -> str:
        return str(self._invited[post]["person"]) if post in self._invited else post

    def _channel(self, post: str) -> str:
        """Where nothing is known of somebody it is the channel that most people have."""
        return self._everybody_on or str(self._invited.get(post, {}).get("channel", "zalo"))

    # Time

    async def _rest(self) -> Json:
        self._rested = self._rested or await self.product.settle()
        return self._rested

    async def go(self, to: datetime) -> None:
        """Through every moment at which something is due, as `Product.go` does."""
        while (now := datetime.fromisoformat((health := await self._rest())["now"])) < to:
            await self._set(min(to, _due(health, now) or to))

    async def _set(self, at: datetime) -> None:
        self._rested = None
        await self.product.control("clock", set=at.isoformat())

    async def _later(self, span: timedelta) -> None:
        await self.go(datetime.fromisoformat((await self._rest())["now"]) + span)

    # The steps

    async def do(self, step: Step) -> None:
        """Raises ScriptError when the telephone does not show what the step needs."""
        if step.at is not None:
            await self.go(step.at)
        if step.after:
            await self._later(timedelta(seconds=step.after))
        if step.what == "refuse":
            await self._refuse(step)
            return
        for post in step.who:
            await self._phone(step, post)
        if step.what == "answer":
            await self._until_answered(step)
            await self._later(READING)
        if step.what == "see":
            await self._until_seen(step)
        elif step.words:
            for post in step.who:
                await self._act(step, post)
            await self._rest()

    async def _phone(self, step: Step, post: str) -> None:
        """A telephone is there from the first time its owner appears."""
        if post not in self._invited and not post.startswith(STRANGER):
            raise step.failed(f"{post} was not invited")
        name = self._name(post)
        if name not in self._chats:
            chat = (await self.product.control("people", name=name, channel=self._channel(post)))["chat"]
            self._chats[name], self.names[chat], self._seen[chat] = chat, name, 0

    async def _act(self, step: Step, post: str) -> None:
        chat, words = self.chat(post), step.words
        shown = await self.product.messages(chat)
        self._seen[chat] = len(shown)
        self._rested = None
        try:
            if words == BLOCK:
                await self.product.control("block", chat=chat, blocked=True)
            elif words.startswith(PHOTO):
                await self.product.control("photo", chat=chat, caption=words.removeprefix(PHOTO).strip())
            elif words.startswith("["):
                call, body = _chosen(step, shown, words.strip("[]"))
                await self.product.control(call, chat=chat, **body)
            else:
                await self.product.control("say", chat=chat, text=self._filled(step, post, shown))
        except aiohttp.ClientResponseError as error:
            raise step.failed(f"the messenger refused it: {error.message}") from None

    def _filled(self, step: Step, post: str, shown: list[Json]) -> str:
        """The words with codes in them: the invitation's, and those that stand on the telephone."""
        words = step.words
        if CODE in words:
            words = words.replace(CODE, self._invited[post]["code"])
        for kind in ("YK", "KH"):
            if f"{{{kind}}}" in words:
                codes = [code for message in shown for code in re.findall(rf"{kind}-\d{{4}}", message["text"])]
                if not codes:
                    raise step.failed(f"no code {kind} stands on this telephone")
                words = words.replace(f"{{{kind}}}", codes[-1])
        return words

    async def _refuse(self, step: Step) -> None:
        code, post, seconds = step.words.split()
        chat = self.chat(post)
        do = {"code": int(code)}
        if isinstance(chat, int):  # Zalo says no time
            do["retry_after"] = int(seconds)
        await self.product.control("faults", faults=[{"method": "sendMessage", "chat": chat, "do": do}])

    # Waiting

    async def _until_answered(self, step: Step) -> None:
        for post in step.who:
            await self._until(step, post, "", "nothing came in answer to what was done before")

    async def _until_seen(self, step: Step) -> None:
        for post in step.who:
            await self._until(step, post, step.words, "this did not come")

    async def _until(self, step: Step, post: str, words: str, why: str) -> None:
        """The clock goes on until the person reads `words` in what came after the last act."""
        chat = self.chat(post)
        end: datetime | None = None
        while True:
            health = await self._rest()
            news = [m["text"] for m in (await self.product.messages(chat))[self._seen[chat] :] if m["from"] == "bot"]
            if any(words in text for text in news):
                return
            now = datetime.fromisoformat(health["now"])
            end = end or now + PATIENCE
            if now >= end:
                raise step.failed(f"{why}; on the telephone: {' | '.join(news) or 'nothing new'}")
            await self._set(min(_due(health, now) or end, end))


def _due(health: Json, now: datetime) -> datetime | None:
    """When the product has something to do next; what it says was due before now is given a moment."""
    if health["next_due"] is None:
        return None
    due = datetime.fromisoformat(health["next_due"])
    return due if due > now else now + A_MOMENT


def _chosen(step: Step, shown: list[Json], label: str) -> tuple[str, Json]:
    found = choosing(shown, label)
    if found is None:
        raise step.failed(f"no choice {label} stands on this telephone")
    return found
