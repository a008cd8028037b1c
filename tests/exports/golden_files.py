"""Files whose bytes are the contract of an export."""

from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


class Golden:
    """Compares bytes with a golden file, or writes them there with ``--update-golden``."""

    def __init__(self, *, update: bool) -> None:
        self.update = update

    def __call__(self, name: str, data: bytes) -> None:
        file = FOLDER / name
        if self.update:
            file.write_bytes(data)
        assert file.read_bytes().decode() == data.decode()
