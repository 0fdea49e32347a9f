"""What somebody typed never asks for what a letter is filled with."""

from __future__ import annotations

import pytest

from reporting.plain import SLOT, without_slots


@pytest.mark.parametrize("slot", ["{phone:3}", "{link:12}", "{contact:1}", "{original:44}"])
def test_a_typed_slot_is_words(slot: str) -> None:
    kept = without_slots(f"đèn hư {slot} ngoài hẻm")
    assert SLOT.search(kept) is None
    assert len(kept) == len(f"đèn hư {slot} ngoài hẻm"), "spans of what is masked stay where they were"
