"""What is wrong in a file of attendance: of the whole file, or of one of its lines."""

from rota.errors import Fault, UserError
from rota.sites.faults import Faults, Place, Trouble
from rota.words import Text


class FaultyAttendance(UserError):
    """A file of attendance, or its mapping, that cannot be used at all: nothing of it is taken."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        count = len(faults)
        super().__init__(Text(f"fichier refusé : {count} faute(s)", f"file refused: {count} fault(s)"))
        self.faults = faults


def fault_at(place: Place, trouble: Trouble, *, near: str = "", **values: object) -> Fault:
    """One fault, told as those of a site folder are."""
    found = Faults()
    found.add(place, trouble, near=near, **values)
    return found.all()[0]


def refuse(place: Place, trouble: Trouble, *, near: str = "", **values: object) -> FaultyAttendance:
    """The refusal of a whole file for one reason."""
    return FaultyAttendance((fault_at(place, trouble, near=near, **values),))
