"""Scripted faults: what goes wrong, at which call, how often."""

from dataclasses import dataclass, field
from typing import Any

ACTIONS = frozenset({"code", "retry_after", "description", "parameters", "lost", "delay", "duplicate", "reorder"})


@dataclass
class Fault:
    """`do` mixes: code (with retry_after, description, parameters), lost, delay (real seconds), duplicate, reorder."""

    method: str
    do: dict[str, Any]
    chat: int | None = None
    times: int = 1
    skip: int = 0

    def meets(self, method: str, chat: int | None) -> bool:
        return self.method.lower() == method.lower() and self.chat in (None, chat)


@dataclass
class Faults:
    waiting: list[Fault] = field(default_factory=list)

    def add(self, given: dict[str, Any]) -> None:
        """Raises ValueError or TypeError when it is not a fault."""
        fault = Fault(**given)
        if not isinstance(fault.do, dict) or not fault.do or set(fault.do) - ACTIONS:
            raise ValueError(f"do must name one of {sorted(ACTIONS)}")
        if set(fault.do) & {"duplicate", "reorder"} and fault.method.lower() != "getupdates":
            raise ValueError("duplicate and reorder are for getUpdates")
        self.waiting.append(fault)

    def due(self, method: str, chat: int | None, batch: bool = False) -> dict[str, Any]:
        """What must go wrong now, {} if nothing: the oldest fault that fits, which is used up by it.

        Faults that need a batch of updates to act on (duplicate, reorder) wait for one: `batch` asks for these alone.
        """
        for fault in self.waiting:
            if bool(set(fault.do) & {"duplicate", "reorder"}) != batch or not fault.meets(method, chat):
                continue
            if fault.skip:
                fault.skip -= 1
                continue
            fault.times -= 1
            if fault.times < 1:
                self.waiting.remove(fault)
            return fault.do
        return {}
