"""Files that are there whole or not at all, whenever the power goes."""

import os
from pathlib import Path


def replace_file(file: Path, data: bytes) -> None:
    """Put ``data`` into ``file`` in one step; a file that holds it already keeps its date."""
    if file.is_file() and file.read_bytes() == data:
        return
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
