"""The rules of the house, held by reading the tree."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from bot.config import SECRET, Config
from handlers import door
from reporting.fold import utf16
from reporting.texts import alarms, desk, evidence, joining, menu, signing
from reporting.texts import reports as report_texts
from reporting.values import Choice
from storage import tables

ROOT = Path(__file__).parent.parent
FOLDERS = ("bot", "documents", "handlers", "reporting", "scheduler", "storage", "simulator")
# Words of people as data, to be matched, never said.
LEXICONS = ("lexicon", "name_words", "name_syllables", "name_places", "name_signs", "name_small", "name_spelt",
            "name_others", "name_tokens", "cutting", "parts", "parts_words", "syllables", "numbers", "danger", "lanes",
            "words", "fold", "kind", "places", "summary", "answers", "cover", "understand",
            "ward_fields", "wording")  # fmt: skip
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")


def _sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in (ROOT / folder).rglob("*.py") if "versions" not in path.parts]


def _spoken(path: Path) -> list[str]:
    """String constants that are not docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]


def test_sentences_live_in_texts_alone() -> None:
    strays = [
        f"{path.relative_to(ROOT)}: {words[:60]}"
        for path in _sources("bot", "documents", "handlers", "scheduler", "storage", "reporting")
        if path.parent.name != "texts" and path.stem not in LEXICONS
        for words in _spoken(path)
        if VIETNAMESE.search(words)
    ]
    assert strays == []
    assets = [path for path in (ROOT / "documents" / "assets").iterdir() if VIETNAMESE.search(path.read_text("utf-8"))]
    assert assets == []


def test_nobody_is_shouted_at() -> None:
    for path in (ROOT / "reporting" / "texts").glob("*.py"):
        assert not [words for words in _spoken(path) if "!" in words], path


def _choice_sets() -> list[tuple[str, tuple[Choice, ...]]]:
    found = []
    for module in (alarms, desk, evidence, joining, menu, report_texts, signing):
        for name, value in vars(module).items():
            if isinstance(value, tuple) and value and all(isinstance(choice, Choice) for choice in value):
                found.append((f"{module.__name__}.{name}", value))
    return found


@pytest.mark.parametrize(("name", "choices"), _choice_sets(), ids=lambda value: value if isinstance(value, str) else "")
def test_choices_are_few_short_and_numbered_from_one(name: str, choices: tuple[Choice, ...]) -> None:
    numbered = [choice.digit for choice in choices if choice.digit not in ("0", "9")]
    assert numbered == [str(n) for n in range(1, len(numbered) + 1)]
    assert len(numbered) <= 6
    for choice in choices:
        assert utf16(choice.label) <= (19 if choice.act == "rewrite" else 18)
    assert len({choice.label for choice in choices}) == len(choices), "a label means one thing"


def test_every_question_has_an_answer() -> None:
    asked: set[str] = set()
    for path in _sources("handlers", "scheduler"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "ask":
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    asked.add(str(first.value))
    of_strangers = {"is_it_you", "consent"}
    assert asked - of_strangers <= set(door.ANSWERS), asked - of_strangers - set(door.ANSWERS)


def test_no_table_is_about_a_citizen() -> None:
    """P1: matters, not people. Whoever stands in a row holds a post in the ward."""
    names = {f"{table.name}.{column.name}" for table in SQLModel.metadata.tables.values() for column in table.columns}
    suspicious = re.compile(
        r"citizen|resident|household_|relig|belief|opinion|(?<!channel)health|ethnic|birth|gender|score|rank"
    )
    assert not [name for name in names if suspicious.search(name)]
    assert all("ward" in table.columns or table.name == "ward" for table in SQLModel.metadata.tables.values())
    assert tables.Report.__tablename__ == "report"


def test_every_setting_has_its_comment_and_every_secret_stays_outside() -> None:
    text = (ROOT / "config.toml").read_text(encoding="utf-8")
    written = tomllib.loads(text)
    for section, field in Config.model_fields.items():
        keys = set(field.annotation.model_fields) - {key for of, key in SECRET if of == section}  # type: ignore[union-attr]
        assert keys == set(written.get(section, {})), section
    settings = [line for line in text.splitlines() if re.match(r"^\w+ = ", line)]
    assert settings and all("  #" in line for line in settings)


def test_the_readme_keeps_its_word() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert readme.count("\n") < 150
    for target in set(re.findall(r"make (\w+)  ", readme)):
        assert f"\n{target}:" in makefile, target
    for name in set(re.findall(r"DANVAN_([A-Z]+)__([A-Z_]+)", readme)):
        section, key = (part.lower() for part in name)
        if section != "section":
            annotation = Config.model_fields[section].annotation
            assert annotation is not None and key in annotation.model_fields, name
    for command in set(re.findall(r"danvan (key|check|invite|run|export|digest|backup|restore|ward import)\b", readme)):
        assert f'"{command.split()[0]}"' in (ROOT / "bot" / "__main__.py").read_text() or command == "key"
    for path in set(re.findall(r"\]\(([\w/.]+)\)", readme)):
        assert (ROOT / path).exists(), path
    spoken = re.search(r"```\n(~ .*?)```", readme, re.DOTALL)
    assert spoken is not None
    played = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "dialogues").glob("*.txt"))
    assert spoken[1].strip() in played


def test_the_lock_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock
    assert "--index" not in lock
    pinned = re.findall(r"^[\w.\-\[\]]+==", lock, re.MULTILINE)
    assert len(pinned) > 50
    assert lock.count("--hash=sha256:") >= len(pinned)


def test_files_stay_small_enough_to_read() -> None:
    data = {"lexicon", "syllables"}
    long = {
        str(path.relative_to(ROOT)): lines
        for path in _sources(*FOLDERS)
        if path.stem not in data and (lines := path.read_text(encoding="utf-8").count("\n")) > 420
    }
    assert long == {}
