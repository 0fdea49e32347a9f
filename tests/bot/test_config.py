"""Settings: one file with a comment to each, the environment before it, secrets there alone, faults in plain words."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel, SecretStr

from bot.config import SECRET, Config, ConfigError, load, without_a_channel
from tests.rig import KEY, ROOT

SHIPPED = (ROOT / "config.toml").read_text(encoding="utf-8")


def problems(tmp_path: Path, text: str = SHIPPED, **environment: str) -> list[str]:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        load(file, environment)
    return refused.value.problems


def settings() -> set[tuple[str, str]]:
    found = set()
    for section, field in Config.model_fields.items():
        model = field.annotation
        assert isinstance(model, type)
        assert issubclass(model, BaseModel)
        found |= {(section, key) for key in model.model_fields}
    return found


def test_the_file_as_shipped_is_good_and_every_setting_stands_in_it_with_a_comment() -> None:
    load(ROOT / "config.toml", {})
    shipped = {(section, key) for section, keys in tomllib.loads(SHIPPED).items() for key in keys}
    assert shipped == settings() - SECRET
    bare = [line for line in SHIPPED.splitlines() if re.match(r"^\w+ = ", line) and not re.search(r"# .+", line)]
    assert bare == []
    for section, key in SECRET:
        assert f"DANVAN_{section.upper()}__{key.upper()}" in SHIPPED


def test_the_environment_goes_before_the_file() -> None:
    found = load(ROOT / "config.toml", {"DANVAN_WEB__PORT": "1234", "DANVAN_SECRETS__KEY": KEY, "OTHER": "x"})
    assert found.web.port == 1234
    assert found.secrets.key == SecretStr(KEY)
    assert KEY not in repr(found)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"DANVAN_TELEGRAM__TOKN": "1:a"}, "telegram.tokn is no setting (did you mean telegram.token?)."),
        ({"DANVAN_TELEGRM__TOKEN": "1:a"}, "telegrm is no setting (did you mean telegram?)."),
        ({"DANVAN_PORT": "1"}, "port is no setting"),
        ({"DANVAN_WEB__PORT": "many"}, "web.port: Input should be a valid integer"),
        ({"DANVAN_WEB__PORT": "99999"}, "web.port: Input should be less than or equal to 65535"),
        ({"DANVAN_DATABASE__URL": "postgres://x"}, "database.url cannot be that: write it like sqlite:///var/danvan.db."),
        ({"DANVAN_CLOCK__SOURCE": "sundial"}, 'clock.source cannot be that: write it like "system" or http'),
        ({"DANVAN_SECRETS__KEY": "short"}, "secrets.key: is no key: make one with `danvan key`."),
        ({"DANVAN_LOG__LEVEL": "loud"}, "log.level: Input should be 'debug', 'info' or 'warning'"),
    ],
)  # fmt: skip
def test_a_fault_in_the_environment_is_told(tmp_path: Path, environment: dict[str, str], said: str) -> None:
    (problem,) = problems(tmp_path, **environment)
    assert problem.startswith(said)
    assert "short" not in problem


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("quiet_seconds", "quiet_second"), "talk.quiet_second is no setting (did you mean talk.quiet_seconds?)."),
        (("[media]\nmax_bytes = 20000000", ""), "media is missing."),
        (('username = ""', 'token = "1:a"'), "telegram.token is a secret: take it out of config.toml and set DANVAN"),
        (("[web]", "[web"), "cannot be read"),
        (("[database]\nurl = ", "database = "), "database stands outside of a [section]"),
    ],
)  # fmt: skip
def test_a_fault_in_the_file_is_told(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    assert any(said in problem for problem in problems(tmp_path, SHIPPED.replace(*change)))


@pytest.mark.parametrize("secret", ["", "có dấu", "a b", "a" * 257])
def test_a_webhook_of_telegram_needs_an_address_and_a_secret_it_admits(secret: str) -> None:
    told = {"DANVAN_TELEGRAM__TOKEN": "1:a", "DANVAN_TELEGRAM__EAR": "webhook", "DANVAN_SECRETS__KEY": KEY}
    address, word = without_a_channel(load(ROOT / "config.toml", told | {"DANVAN_TELEGRAM__WEBHOOK_SECRET": secret}))
    assert address.startswith("web.public_url is empty: Telegram")
    assert word.startswith("DANVAN_TELEGRAM__WEBHOOK_SECRET must have 1 to 256")
    enough = {"DANVAN_TELEGRAM__WEBHOOK_SECRET": "a-B_9", "DANVAN_WEB__PUBLIC_URL": "https://baoviec.example.vn"}
    assert without_a_channel(load(ROOT / "config.toml", told | enough)) == []


def test_telegram_is_asked_unless_told_otherwise() -> None:
    assert load(ROOT / "config.toml", {}).telegram.ear == "poll"
    with pytest.raises(ConfigError, match=r"telegram\.ear: Input should be 'poll' or 'webhook'"):
        load(ROOT / "config.toml", {"DANVAN_TELEGRAM__EAR": "both"})


def test_a_file_that_is_not_there_or_is_none_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(ConfigError, match=r"is not there|cannot be read"):
            load(path, {})
