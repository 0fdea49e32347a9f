"""What a message lets people choose: buttons where the channel has them, else the numbered lines at its end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

_NUMBERED = re.compile(r"(\d)\. (\S.*)")


@dataclass(frozen=True, slots=True)
class Choice:
    digit: str
    label: str
    data: str = ""
    """Of a button. Without one the digit is typed."""


def parted(message: Json) -> tuple[str, list[Choice]]:
    """The words of a message as `/control/messages` gives it, and the choices under them."""
    text: str = message["text"]
    if message["from"] != "bot":
        return text, []
    if buttons := [button for row in message["buttons"] for button in row if "data" in button]:
        # The number stands at the end of a button's data.
        return text, [Choice(button["data"].rpartition(".")[2], button["text"], button["data"]) for button in buttons]
    words, blank, below = text.rpartition("\n\n")
    lines = [_NUMBERED.fullmatch(line) for line in below.split("\n")]
    if not blank or not all(lines):
        return text, []
    return words, [Choice(line[1], line[2]) for line in lines if line]


def choosing(shown: Sequence[Json], label: str) -> tuple[str, Json] | None:
    """How the owner of a telephone takes the newest choice that reads exactly so: the control call and its body.

    That is a press on a button, or the number typed; None when nothing on the telephone reads so.
    """
    for message in reversed(shown):
        for choice in parted(message)[1]:
            if choice.label == label and choice.data:
                return "press", {"message_id": message["id"], "data": choice.data}
            if choice.label == label:
                return "say", {"text": choice.digit}
    return None
