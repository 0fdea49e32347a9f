"""What comes over the wire, whatever its form, and how the Bot API refuses."""

import json
from typing import Any, NamedTuple

from aiohttp import web
from aiohttp.web_request import FileField


class RefusedError(Exception):
    """An answer that is not ok: HTTP status and error_code in one, as the Bot API says it."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


def bad(description: str) -> RefusedError:
    return RefusedError(400, f"Bad Request: {description}")


class Upload(NamedTuple):
    name: str
    mime: str
    data: bytes


class Params:
    """The parameters of one call. Values are strings (a form), JSON values (a JSON body) or uploads (multipart)."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def given(self) -> dict[str, Any]:
        """All of them, as they came."""
        return dict(self._values)

    def text(self, name: str) -> str:
        value = self._values.get(name)
        if value is None or isinstance(value, Upload):
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """Anything that is not a whole number is the default, as at the real server."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def number(self, name: str) -> int | None:
        """A chat id, if it is one."""
        try:
            return int(self.text(name))
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("true", "1", "yes", "t")

    def tree(self, name: str) -> Any:
        """An object or array, which a form carries as JSON text; None when it is absent."""
        value = self._values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """The file itself: in the field, or in the part that the field points to with attach://."""
        value = self._values.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            value = self._values.get(value.removeprefix("attach://"))
        return value if isinstance(value, Upload) else None


async def read(request: web.Request) -> Params:
    """Query, form, multipart or JSON, all the same. Raises RefusedError for a body that is too big or broken."""
    values: dict[str, Any] = dict(request.query)
    try:
        if request.content_type == "application/json":
            body = await request.json() if request.can_read_body else {}
            if not isinstance(body, dict):
                raise bad("object expected")
            values.update(body)
        else:
            for name, value in (await request.post()).items():
                values[name] = _upload(value) if isinstance(value, FileField) else value
    except web.HTTPRequestEntityTooLarge:
        raise RefusedError(413, "Request Entity Too Large") from None
    except UnicodeDecodeError:
        raise bad("strings must be encoded in UTF-8") from None
    except ValueError:
        raise bad("can't parse the request body") from None
    return Params({name: _string(value) if isinstance(value, bytes) else value for name, value in values.items()})


def _upload(field: FileField) -> Upload:
    return Upload(field.filename, field.content_type, field.file.read())


def _string(value: bytes) -> str:
    return bytes(value).decode()
