"""The container without an engine: what the Dockerfile installs is installed here, compose.yaml is read."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig import ROOT

PATIENCE = 300  # seconds for one step
UNREACHABLE = (
    "NewConnectionError",
    "ConnectTimeoutError",
    "NameResolutionError",
    "Failed to establish a new connection",
)


def stages() -> list[list[tuple[str, str]]]:
    """(instruction, its words) of every stage."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    steps = [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines if line.strip())]
    starts = [number for number, (word, _) in enumerate(steps) if word == "FROM"]
    return [steps[begin:end] for begin, end in zip(starts, [*starts[1:], None], strict=True)]


def test_what_the_dockerfile_installs_runs(tmp_path: Path) -> None:
    """Its build stage, in a folder instead of a container: only what it copies is there, only what it installs."""
    app = tmp_path / "app"
    app.mkdir()
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("DANVAN_", "PYTHON", "VIRTUAL"))}
    for word, rest in stages()[0]:
        if word == "COPY":
            *sources, target = shlex.split(rest)
            for source in sources:
                place = app / target / (source if target.startswith(".") else "")
                if (ROOT / source).is_dir():
                    shutil.copytree(ROOT / source, place, ignore=shutil.ignore_patterns("__pycache__"))
                else:
                    shutil.copy(ROOT / source, place)
        elif word == "RUN":
            for name in ("venv", "wheels"):
                rest = rest.replace(f"/{name}", str(tmp_path / name))
            # An image must not hold pip's cache; here it spares a download at every run.
            command = re.sub(r"^python\b", sys.executable, rest).replace("--no-cache-dir ", "")
            done = subprocess.run(
                command, shell=True, cwd=app, env=bare, capture_output=True, text=True, timeout=PATIENCE
            )
            if done.returncode and any(sign in done.stderr + done.stdout for sign in UNREACHABLE):
                pytest.skip("no package index can be reached from here")
            assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    python = tmp_path / "venv" / "bin" / "python"

    def ran(*words: str) -> str:
        done = subprocess.run(words, cwd=tmp_path, env=bare, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout

    key = ran(str(python.parent / "danvan"), "key").strip()
    bare |= {"DANVAN_SECRETS__KEY": key, "DANVAN_DATABASE__URL": f"sqlite:///{tmp_path}/data/danvan.db"}
    danvan = (str(python.parent / "danvan"), "--config", str(ROOT / "config.toml"))
    assert "added" in ran(*danvan, "ward", "import", str(ROOT / "simulator" / "ward.toml"))
    assert "Read back: good." in ran(*danvan, "backup")
    where = ran(str(python), "-c", "import bot.engine, documents, simulator, storage; print(bot.engine.__file__)")
    assert where.startswith(str(tmp_path / "venv")), "what runs is what was installed"
    for tool in ("pytest", "mypy", "playwright"):
        assert subprocess.run([python, "-c", f"import {tool}"], env=bare, capture_output=True).returncode, tool


def test_it_runs_as_nobody_of_weight_on_a_volume_and_is_asked_for_its_health() -> None:
    last = stages()[-1]
    found: dict[str, list[str]] = {}
    for word, rest in last:
        found.setdefault(word, []).append(rest)
    assert found["USER"] == ["danvan"]
    assert "--uid 10001" in found["RUN"][0] and "-o danvan" in found["RUN"][0]
    assert found["VOLUME"] == ["/data"]
    assert "/healthz" in found["HEALTHCHECK"][0]
    assert found["ENTRYPOINT"] == ['["/venv/bin/danvan"]'] and found["CMD"] == ['["run"]']
    assert "sqlite:////data/danvan.db" in found["ENV"][0]
    assert not [words for word, words in last if word == "ENV" and re.search(r"KEY|TOKEN|SECRET", words)]
    assert sum(len(stage) for stage in stages()) < 30, "small enough to read"


def test_only_what_the_dockerfile_copies_is_sent_to_whoever_builds() -> None:
    copied = {
        source
        for stage in stages()
        for word, rest in stage
        if word == "COPY" and not rest.startswith("--from")
        for source in shlex.split(rest)[:-1]
    }
    first, *others = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert first == "*"
    assert {line.removeprefix("!") for line in others if line.startswith("!")} == copied
    assert "danvan.env" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()


def outline(text: str) -> dict[str, list[str]]:
    """`services.danvan.volumes` -> what stands there: as much YAML as compose.yaml is written in."""
    found: dict[str, list[str]] = {}
    path: list[tuple[int, str]] = []
    for line in text.splitlines():
        line = re.sub(r"(^|\s)#.*$", "", line).rstrip()
        indent = len(line) - len(line.lstrip())
        if not line:
            continue
        if line.lstrip().startswith("- "):
            found[".".join(name for _, name in path)].append(line.lstrip()[2:].strip('"'))
            continue
        path = [(depth, name) for depth, name in path if depth < indent]
        name, _, value = line.strip().partition(":")
        path.append((indent, name))
        found[".".join(name for _, name in path)] = [value.strip().strip('"')] if value.strip() else []
    return found


def test_compose_keeps_the_promises_of_the_container() -> None:
    found = outline((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    assert {path.split(".")[1] for path in found if path.startswith("services.")} == {"danvan"}
    inside = "services.danvan."
    service = {path.removeprefix(inside): value for path, value in found.items() if path.startswith(inside)}
    assert service["build"] == ["."]
    assert service["user"] == ["10001:10001"]
    assert service["read_only"] == ["true"]
    assert service["env_file"] == ["danvan.env"] and "environment" not in service
    assert service["volumes"] == ["data:/data"] and "volumes.data" in found
    assert service["restart"] == ["unless-stopped"]
    assert service["cap_drop"] == ["ALL"] and service["security_opt"] == ["no-new-privileges:true"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    (health,) = [rest for word, rest in stages()[-1] if word == "HEALTHCHECK"]
    assert service["healthcheck.test"][0].removeprefix('["CMD", ') == health.partition("CMD [")[2]
