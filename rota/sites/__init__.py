"""Reads and writes site folders: what the hospitals state, in files that a secretary can edit.

The format is told in ``docs/folder-format.md``.
"""

from rota.sites.fingerprint import fingerprint
from rota.sites.reader import read
from rota.sites.render import render_faults
from rota.sites.writer import write

__all__ = ["fingerprint", "read", "render_faults", "write"]
