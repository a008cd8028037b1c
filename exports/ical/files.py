"""One calendar file for each post of a plan, beside the record that keeps their stamps."""

from pathlib import Path

from exports.atomic import replace_file
from exports.ical.calendar import Draft, calendar_bytes, draft
from exports.ical.events import events_of
from exports.ical.record import load_record, save_record
from exports.ical.uid import file_uid
from rota.clock import Clock
from rota.model.facts import PostId
from rota.model.plan import Plan
from rota.model.problem import Problem
from rota.words import Lang, Text

RECORD = "calendars.json"
"""The record, kept in the folder of the calendars; it must stay with them."""

_NAME = Text("Planning {post}", "Rota {post}")


def write_calendars(
    problem: Problem, plan: Plan, folder: Path, *, lang: Lang, clock: Clock, tentative: bool = False
) -> tuple[Path, ...]:
    """Write ``<post>.ics`` for each post into ``folder``, and the record of what was told.

    The same plan written twice gives the same bytes; of a changed plan only the changed events differ.

    Args:
        problem: the facts the plan was made from.
        plan: what to tell.
        folder: made where missing. Files of posts that are no more are left alone.
        lang: language of the titles.
        clock: tells when a change was first told.
        tentative: the plan is a proposal, not published yet.

    Returns:
        The calendar files, in the order of the posts.

    Raises:
        UserError: the record in the folder cannot be read.
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = load_record(folder / RECORD)
    drafts = {
        post: _drafts(problem, plan, post.id, lang, tentative=tentative) for post in problem.facts.posts
    }
    contents = {one.uid: one.content for of_post in drafts.values() for one in of_post}
    record = known.publish(contents, clock.now())
    save_record(record, folder / RECORD)  # first: no stamp may leave the house unrecorded
    files = []
    for post, of_post in drafts.items():
        file = folder / f"{post.id}.ics"
        told = [(one, record.entries[one.uid]) for one in of_post]
        home = problem.sites[post.home].timezone
        name = _NAME.say(lang, post=post.id)
        replace_file(file, calendar_bytes(name, home, plan.span.first, told))
        files.append(file)
    return tuple(files)


def _drafts(problem: Problem, plan: Plan, post: PostId, lang: Lang, *, tentative: bool) -> list[Draft]:
    proposed = frozenset(p for p in plan.placements if p.day in problem.span) if tentative else frozenset()
    return [
        draft(event, file_uid(post, event.key), lang)
        for event in events_of(problem, plan, post, proposed=proposed)
    ]
