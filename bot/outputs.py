"""Files a command leaves behind."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from bot.ready import NotReady


def put(path: Path, data: bytes) -> None:
    """The whole file or none, for its owner alone to read. Raises NotReady."""
    if path.is_dir():
        raise NotReady(f"{path} is a folder: name the file, for example {path / 'slips.pdf'}.")
    part = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=".danvan-", delete=False) as part:
            part.write(data)
        os.replace(part.name, path)
    except (FileExistsError, NotADirectoryError):
        raise NotReady(f"{path} cannot be written: {path.parent} is no folder.") from None
    except OSError as fault:
        if part is not None:
            with suppress(OSError):
                os.unlink(part.name)
        raise NotReady(f"{path} cannot be written: {fault.strerror}.") from None
