"""config.toml plus the environment, as frozen models. Each part of the program is given its own model only."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from cryptography.fernet import Fernet
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

PREFIX = "DANVAN_"
SECRET = {
    ("telegram", "token"),
    ("telegram", "webhook_secret"),
    ("zalo", "token"),
    ("zalo", "webhook_secret"),
    ("secrets", "key"),
}
TELEGRAM_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # what Telegram admits
LIKE = {
    "database.url": "sqlite:///var/danvan.db",
    "telegram.api_base": "https://api.telegram.org",
    "zalo.api_base": "https://bot-api.zaloplatforms.com",
    "zalo.bot_link": "https://zalo.me/1234567890",
    "web.public_url": "https://baoviec.example.vn",
    "backup.at": '"02:30"',
    "clock.source": '"system" or http://127.0.0.1:8081',
}


class ConfigError(Exception):
    """The settings cannot be used; each problem is one plain sentence."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Database(_Section):
    url: str = Field(pattern=r"^sqlite:///.+")


class Telegram(_Section):
    api_base: str = Field(pattern=r"^https?://")
    username: str = ""
    token: SecretStr = SecretStr("")
    webhook_secret: SecretStr = SecretStr("")
    ear: Literal["poll", "webhook"]
    poll_seconds: int = Field(ge=0, le=50)
    messages_per_second: float = Field(gt=0)
    chat_messages_per_second: float = Field(gt=0)
    group_messages_per_minute: float = Field(gt=0)


class Zalo(_Section):
    api_base: str = Field(pattern=r"^https?://")
    bot_name: str = ""
    bot_link: str = Field("", pattern=r"^(https?://\S{1,200})?$")
    token: SecretStr = SecretStr("")
    webhook_secret: SecretStr = SecretStr("")
    ear: Literal["webhook", "poll"]
    poll_seconds: int = Field(ge=0, le=50)
    late_ms: int = Field(ge=0, le=5000)
    messages_per_second: float = Field(gt=0)
    chat_messages_per_second: float = Field(gt=0)
    monthly_quota: int = Field(ge=0)
    user_cap: int = Field(ge=0)


class Channels(_Section):
    notice_minutes: int = Field(ge=1, le=60)
    dark_hours: int = Field(ge=1, le=240)


class Clock(_Section):
    source: str = Field(pattern=r"^(system|https?://.+)$")


class Web(_Section):
    host: str
    port: int = Field(ge=0, le=65535)
    public_url: str = Field(pattern=r"^(https?://.+)?$")
    link_hours: int = Field(ge=1, le=240)


class Invites(_Section):
    valid_days: int = Field(ge=1, le=365)


class Talk(_Section):
    quiet_seconds: int = Field(ge=0, le=60)
    photo_quiet_seconds: int = Field(ge=0, le=90)
    undo_minutes: int = Field(ge=0, le=120)


class Media(_Section):
    max_bytes: int = Field(ge=0)


class Backup(_Section):
    folder: str
    at: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    keep_days: int = Field(ge=1, le=365)
    keep_weeks: int = Field(ge=0, le=52)
    keep_months: int = Field(ge=0, le=12)


class Log(_Section):
    level: Literal["debug", "info", "warning"]


class Secrets(_Section):
    key: SecretStr = SecretStr("")

    @field_validator("key")
    @classmethod
    def _is_a_key(cls, key: SecretStr) -> SecretStr:
        if key.get_secret_value():
            try:
                Fernet(key.get_secret_value())
            except ValueError:
                raise ValueError("is no key: make one with `danvan key`") from None
        return key


class Config(_Section):
    database: Database
    telegram: Telegram
    zalo: Zalo
    channels: Channels
    clock: Clock
    web: Web
    invites: Invites
    talk: Talk
    media: Media
    backup: Backup
    log: Log
    secrets: Secrets = Secrets()


def load(path: Path, environment: Mapping[str, str]) -> Config:
    """Read the settings; what the environment says goes before the file.

    Raises ConfigError naming every problem: a missing file, a secret in the file, an unknown key (with the nearest
    right name), a wrong value.
    """
    try:
        values: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(
            [f"{path} is not there. Run danvan beside its config.toml or name it with --config."]
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise ConfigError([f"{path} cannot be read: {fault}."]) from None
    if loose := [name for name, value in values.items() if not isinstance(value, dict)]:
        raise ConfigError([f"{name} stands outside of a [section] in {path.name}." for name in loose])
    problems = [
        f"{section}.{key} is a secret: take it out of {path.name} and set {PREFIX}{section.upper()}__{key.upper()}."
        for section, key in sorted(SECRET)
        if key in values.get(section, {})
    ]
    for name, value in environment.items():
        if name.startswith(PREFIX):
            section, _, key = name.removeprefix(PREFIX).lower().partition("__")
            values.setdefault(section, {})[key or "?"] = value
    try:
        config = Config.model_validate(values)
    except ValidationError as fault:
        problems += [_plain(error) for error in fault.errors()]
    if problems:
        raise ConfigError(problems)
    return config


def without_a_channel(config: Config) -> list[str]:
    """What keeps the product from listening to anybody: one sentence for each."""
    telegram, zalo = (bool(part.token.get_secret_value()) for part in (config.telegram, config.zalo))
    if not telegram and not zalo:
        return [
            "No channel is switched on: set DANVAN_ZALO__TOKEN (from the Zalo Bot Platform) or DANVAN_TELEGRAM__TOKEN "
            "(from BotFather)."
        ]
    problems = _told_by_telegram(config) if telegram and config.telegram.ear == "webhook" else []
    if zalo and config.zalo.ear == "webhook":
        problems += _told_by_zalo(config)
    return problems


def _told_by_telegram(config: Config) -> list[str]:
    problems = []
    if not config.web.public_url:
        problems.append(
            "web.public_url is empty: Telegram sends what people write to it. Else set telegram.ear = poll."
        )
    if not TELEGRAM_SECRET.fullmatch(config.telegram.webhook_secret.get_secret_value()):
        problems.append(
            "DANVAN_TELEGRAM__WEBHOOK_SECRET must have 1 to 256 of A-Z a-z 0-9 _ -: invent one, nobody types it."
        )
    return problems


def _told_by_zalo(config: Config) -> list[str]:
    problems = []
    if not config.web.public_url:
        problems.append("web.public_url is empty: Zalo sends what people write to it. To try out, set zalo.ear = poll.")
    if not 8 <= len(config.zalo.webhook_secret.get_secret_value()) <= 256:
        problems.append("DANVAN_ZALO__WEBHOOK_SECRET must have 8 to 256 characters: invent one, nobody types it.")
    return problems


def _plain(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"{where} is no setting{_nearest(error['loc'])}."
    if error["type"] == "missing":
        return f"{where} is missing."
    if error["type"] == "string_pattern_mismatch":
        return f"{where} cannot be that: write it like {LIKE[where]}."
    return f"{where}: {error['msg'].removeprefix('Value error, ')}."


def _nearest(where: tuple[Any, ...]) -> str:
    """The closest right name among all settings, as ` (did you mean …?)`."""
    names = list(Config.model_fields)
    for section, field in Config.model_fields.items():
        model = field.annotation
        assert isinstance(model, type) and issubclass(model, BaseModel)
        names += [f"{section}.{key}" for key in model.model_fields]
    found = difflib.get_close_matches(".".join(str(part) for part in where), names, n=1, cutoff=0.5)
    return f" (did you mean {found[0]}?)" if found else ""
