"""PLAN.json: a plan with all that it was made from, on disk.

Versioned, lossless, one placement a line so that two files can be compared by eye, and refused with the
reason when the folder it was made for has changed.
"""

from rota.plan_file.content import FORMAT, VERSION, PlanFile
from rota.plan_file.read import read, read_earlier
from rota.plan_file.write import text_of, write

__all__ = ["FORMAT", "VERSION", "PlanFile", "read", "read_earlier", "text_of", "write"]
