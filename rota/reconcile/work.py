"""What was done, as a line of attendance tells it: a service, an activity of it, or a duty line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rota.ledger.worth import REMOTE
from rota.model.calendar import Slot
from rota.model.facts import ActivityId, DutyLine, LineId, PostId, Service, ServiceId, SiteId
from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.model.task import Task, task_of
from rota.reconcile.fields import Field
from rota.sites.faults import Trouble, nearest
from rota.sites.record import Wrong
from rota.words import Text

WORK_FIELDS = (Field.WORK, Field.LINE, Field.SERVICE, Field.ACTIVITY)


@dataclass(frozen=True, slots=True)
class Work:
    """As much as is known of what was done."""

    service: Service | None = None
    activity: ActivityId | None = None
    line: DutyLine | None = None
    remote: bool = False

    @property
    def what(self) -> str:
        """The code by which entries call it."""
        last = self.line.id if self.line else self.activity
        steps = [self.service.id if self.service else "", last or ""]
        return "/".join(step for step in steps if step) + (REMOTE if self.remote else "")


NOTHING_SAID = Work()


def work_in(problem: Problem, site: SiteId, words: Mapping[Field, str]) -> Work:
    """The work that the codes of a row name; codes are ours by now.

    Raises:
        WrongField: a code is unknown, or is not of this site.
    """
    found = NOTHING_SAID
    for field in WORK_FIELDS:
        if field in words:
            try:
                found = _with(problem, site, found, field, words[field])
            except Wrong as wrong:
                raise WrongField(field, wrong) from wrong
    return found


class WrongField(Exception):
    """Something stated that cannot be, with the column that states it."""

    def __init__(self, field: Field | None, wrong: Wrong) -> None:
        super().__init__(wrong.trouble.what.en)
        self.field = field
        self.wrong = wrong


def placement_of(
    post: PostId, day: date, slots: tuple[Slot, ...], what: str, problem: Problem
) -> Placement | None:
    """The placement that the code of an entry means; None when it names no work of the facts."""
    try:
        work = _worded(problem, what)
    except Wrong:
        return None
    return placed(post, day, slots, work)


def placed(post: PostId, day: date, slots: tuple[Slot, ...], work: Work) -> Placement | None:
    """The placement of some work; None when too little is known of it."""
    if work.service is None or (work.line is None and work.activity is None):
        return None
    if work.line is not None:
        return Placement(post, day, slots, work.service.id, line=work.line.id)
    return Placement(post, day, slots, work.service.id, work.activity, remote=work.remote)


def task_at(problem: Problem, post: PostId, day: date, slots: tuple[Slot, ...], work: Work) -> Task | None:
    """The placement worked out; None when too little is known of it."""
    placement = placed(post, day, slots, work)
    return None if placement is None else task_of(problem, placement)


def _with(problem: Problem, site: SiteId, found: Work, field: Field, code: str) -> Work:
    if field is Field.WORK:
        work = _worded(problem, code)
    elif field is Field.LINE:
        work = _of_line(problem, code)
    elif field is Field.SERVICE:
        work = Work(_service(problem, code), found.activity, found.line, found.remote)
    elif code in problem.activities:
        work = Work(found.service, ActivityId(code), found.line, found.remote)
    else:
        raise Wrong(NO_ACTIVITY, near=nearest(code, problem.activities), found=code)
    if work.line is not None and work.service is not None and work.line.service != work.service.id:
        raise Wrong(OTHER_SERVICE, line=work.line.id, service=work.service.id)
    if work.service is not None and work.service.site != site:
        raise Wrong(WORK_ELSEWHERE, found=code, site=site)
    return work


def _worded(problem: Problem, code: str) -> Work:
    """``SERVICE/ACTIVITY``, ``SERVICE/ACTIVITY/remote``, ``SERVICE/LINE``, or one of them alone."""
    remote = code.endswith(REMOTE)
    first, _, last = code.removesuffix(REMOTE).partition("/")
    if not last and first in problem.activities:
        return Work(activity=ActivityId(first), remote=remote)
    if not last:
        return _of_line(problem, first) if first in problem.lines else Work(_service(problem, first))
    service = _service(problem, first)
    if last in problem.lines:
        return Work(service, line=problem.lines[LineId(last)])
    if last not in problem.activities:
        names = (*problem.activities, *problem.lines)
        raise Wrong(NO_ACTIVITY, near=nearest(last, names), found=last)
    return Work(service, ActivityId(last), remote=remote)


def _of_line(problem: Problem, code: str) -> Work:
    if code not in problem.lines:
        raise Wrong(NO_LINE, near=nearest(code, problem.lines), found=code)
    line = problem.lines[LineId(code)]
    return Work(problem.services[line.service], line=line)


def _service(problem: Problem, code: str) -> Service:
    if code not in problem.services:
        raise Wrong(NO_SERVICE, near=nearest(code, _codes(problem)), found=code)
    return problem.services[ServiceId(code)]


def _codes(problem: Problem) -> Iterator[str]:
    yield from problem.services
    yield from problem.lines


NO_ACTIVITY = Trouble(
    Text("« {found} » n’est pas le code d’une activité.", "“{found}” is not the code of an activity."),
    Text("Le traduire sous [values] dans la correspondance.", "Translate it under [values] in the mapping."),
)
NO_LINE = Trouble(
    Text("« {found} » n’est pas le code d’une ligne.", "“{found}” is not the code of a duty line."),
    Text("Le traduire sous [values] dans la correspondance.", "Translate it under [values] in the mapping."),
)
NO_SERVICE = Trouble(
    Text(
        "« {found} » n’est le code ni d’un service ni d’une ligne.",
        "“{found}” is the code neither of a service nor of a duty line.",
    ),
    Text("Le traduire sous [values] dans la correspondance.", "Translate it under [values] in the mapping."),
)
OTHER_SERVICE = Trouble(
    Text("La ligne {line} n’est pas du service {service}.", "Line {line} is not of service {service}."),
    Text("Ôter l’un des deux.", "Drop one of the two."),
)
WORK_ELSEWHERE = Trouble(
    Text("« {found} » n’est pas de {site}.", "“{found}” is not of {site}."),
    Text("Un site n’atteste que de ce qui se fait chez lui.", "A site states only what is done there."),
)
