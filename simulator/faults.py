"""Scripted faults: what goes wrong, at which call, how often."""

from dataclasses import dataclass, field
from typing import ClassVar

from simulator.journal import Json


@dataclass
class Fault:
    """`do` mixes: code (with retry_after, description, parameters), lost, delay (real seconds), duplicate, reorder."""

    method: str
    do: Json
    chat: int | str | None = None
    times: int = 1
    skip: int = 0

    def meets(self, method: str, chat: int | str | None) -> bool:
        return self.method.lower() == method.lower() and self.chat in (None, chat)


@dataclass
class Faults:
    """Those of Telegram; another channel has other actions."""

    waiting: list[Fault] = field(default_factory=list)

    ACTIONS: ClassVar = frozenset(
        {"code", "retry_after", "description", "parameters", "lost", "delay", "duplicate", "reorder"}
    )
    BATCHED: ClassVar = frozenset({"duplicate", "reorder"})
    """These act on a batch of updates."""
    OF_WEBHOOK: ClassVar = frozenset({"code", "lost", "delay", "duplicate"})

    def add(self, given: Json) -> None:
        """Raises ValueError or TypeError when it is not a fault."""
        fault = Fault(**given)
        self.check(fault)
        self.waiting.append(fault)

    def check(self, fault: Fault) -> None:
        if fault.method.lower() == "webhook":
            self.need(fault, self.OF_WEBHOOK)
            return
        self.need(fault, self.ACTIONS)
        if set(fault.do) & self.BATCHED and fault.method.lower() != "getupdates":
            raise ValueError("duplicate and reorder are for getUpdates")

    def need(self, fault: Fault, actions: frozenset[str]) -> None:
        if not isinstance(fault.do, dict) or not fault.do or set(fault.do) - actions:
            raise ValueError(f"do must name one of {sorted(actions)}")

    def due(self, method: str, chat: int | str | None, batch: bool = False) -> Json:
        """What must go wrong now, {} if nothing: the oldest fault that fits, which is used up by it.

        Faults that need a batch of updates to act on (duplicate, reorder) wait for one: `batch` asks for these alone.
        """
        for fault in self.waiting:
            batched = bool(set(fault.do) & self.BATCHED) and fault.method.lower() != "webhook"
            if batched != batch or not fault.meets(method, chat):
                continue
            if fault.skip:
                fault.skip -= 1
                continue
            fault.times -= 1
            if fault.times < 1:
                self.waiting.remove(fault)
            return fault.do
        return {}
