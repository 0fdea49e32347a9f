"""aiogram, loaded so that each of its types is built when it is first used.

As it is loaded the library builds all four hundred: three seconds of processor and 100 MB at every start, for a bot
that reads one of them, the update, and what can be in it.
"""

from __future__ import annotations

from typing import Any, Literal, Optional, Union

from pydantic import BaseModel

_at_once = BaseModel.__dict__["model_rebuild"]
BaseModel.model_rebuild = classmethod(lambda _cls, **_asked: None)  # type: ignore[method-assign, assignment]
try:
    import aiogram
    from aiogram import types
    from aiogram.client.default import Default
    from aiogram.dispatcher.event.bases import UNHANDLED
    from aiogram.methods.base import Response, TelegramMethod
finally:
    BaseModel.model_rebuild = _at_once  # type: ignore[method-assign]

__all__ = ["UNHANDLED", "aiogram", "types"]

# What the library's own annotations mean, as it says itself where it builds its types.
_NAMES = {"List": list, "Optional": Optional, "Union": Union, "Literal": Literal, "Default": Default}
_NAMES |= {name: getattr(types, name) for name in types.__all__}


def _when_used(cls: type[BaseModel], /, **asked: Any) -> bool | None:
    """pydantic asks for this itself before it uses a type that was not built yet."""
    built: bool | None = _at_once.__func__(cls, **({"_types_namespace": _NAMES} | asked))
    return built


for _family in (types.TelegramObject, TelegramMethod, Response):
    _family.model_rebuild = classmethod(_when_used)  # type: ignore[method-assign, assignment]
types.Update.model_rebuild()
