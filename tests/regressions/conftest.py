"""The small site of the command line tests, and the command line run in this process."""

from tests.cli.conftest import run, small

__all__ = ["run", "small"]
