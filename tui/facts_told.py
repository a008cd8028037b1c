"""Needs, duty lines, absences and wishes in words: one line of a list, and all that is known of one."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from textual.content import Content

from rota.explain import half_days
from rota.explain.telling import ABSENCES
from rota.ledger.absences import Verdict
from rota.model.calendar import DayKind, Slot, Span
from rota.model.facts import Absence, DutyLine, Facts, Need, Recurrence, Shift, Wish, WishAim
from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.sites.faults import clean
from rota.words import MONTHS, Lang, Text, day_name, day_short
from rota.workspace.editing_effects import (
    Coming,
    MonthAsked,
    WishDay,
    WorkAsked,
    asked_by_month,
    next_days,
    wished,
)
from rota.workspace.leaving import Asked, held_by
from tui.facts import Fact, FactsView, Part, is_ours, is_over
from tui.facts_days import recurrence_told
from tui.sentences import colon, held_short
from tui.strings import DUTIES_LONG, SLOTS_LONG, SLOTS_SHORT

_PLACEMENTS_TOLD = 6


def detail_told(view: FactsView, item: Fact, lang: Lang) -> Content:
    """All that is known of one item."""
    lines = list(_told(view, item, lang))
    if not is_ours(view, item):
        lines.append(Content.styled(OTHERS.say(lang), "$rota-quiet"))
    return Content("\n").join(lines)


def _told(view: FactsView, item: Fact, lang: Lang) -> Iterator[Content]:
    match item:
        case Need():
            return _need_told(view, item, lang)
        case DutyLine():
            return _line_told(view, item, lang)
        case Absence():
            return _absence_told(view, item, lang)
        case Wish():
            return _wish_told(view, item, lang)


def _head(code: str, name: str) -> Content:
    return Content.assemble((clean(code), "bold"), f"  {clean(name)}")


def _plain(text: str) -> Content:
    return Content(clean(text))


def _need_told(view: FactsView, need: Need, lang: Lang) -> Iterator[Content]:
    facts = view.facts
    yield _head(need.id, f"{activity_name(facts, need)}, {_service(facts, need)}")
    yield _plain(f"{recurrence_told(need.recurrence, lang)}, {SLOTS_LONG[need.slot].say(lang)}")
    yield _plain(_doctors_told(need, lang))
    yield from _dates_told(need.recurrence, lang)
    yield from _next_told(need, view, lang)
    since = max(view.today, need.recurrence.start or view.today)
    if not is_over(need, view.today):
        yield from months_told(asked_by_month(facts, facts, (need,), since, view.coming), view.coming, lang)


def _next_told(need: Need, view: FactsView, lang: Lang) -> Iterator[Content]:
    """The next days, each with how many doctors the coming plan has there."""
    days = next_days(need, view.today)
    if not days:
        return
    plan = view.coming.plan if view.coming else None
    work = (need.service, need.activity, need.slot)
    there = Counter(
        p.day for p in (plan.placements if plan else ()) if (p.service, p.activity, p.slots[0]) == work
    )
    told = [
        f"{day_short(day, lang)} {there[day]}/{need.minimum}"
        if plan and day in plan.span
        else day_short(day, lang)
        for day in days
    ]
    yield Content.assemble((NEXT.say(lang), "bold"), " ", " · ".join(told))


def _line_told(view: FactsView, line: DutyLine, lang: Lang) -> Iterator[Content]:
    yield _head(line.id, f"{line.name}, {_service(view.facts, line)}")
    asked = PER_MONTH if line.asked_per_month else RESTING
    told = asked.say(lang, count=line.asked_per_month)
    yield _plain(f"{DUTIES_LONG[line.kind].say(lang)}{colon(lang)}{told}")
    for shift in line.shifts:
        yield _plain(f"  {shift_told(shift, lang)}")
    if line.others:
        yield _plain(f"{REST.say(lang)} {line.others}")
    if line.skill or line.seniority_months:
        yield _plain(_conditions(line, lang))
    yield from months_told(
        asked_by_month(view.facts, view.facts, (line,), view.today, view.coming), view.coming, lang
    )


def shift_told(shift: Shift, lang: Lang) -> str:
    """``nuit 18:30–08:30, tous les jours, compte 2 demi-journées``."""
    slots = " + ".join(SLOTS_LONG[slot].say(lang) for slot in shift.slots)
    days = EVERY_DAY.say(lang) if len(shift.days) == len(DayKind) else ", ".join(
        DAY_KINDS[kind].say(lang) for kind in DayKind if kind in shift.days
    )  # fmt: skip
    counts = COUNTS.say(lang, count=half_days(shift.parts)) if shift.parts else COUNTS_NONE.say(lang)
    return f"{slots} {shift.start:%H:%M}–{shift.end:%H:%M}, {days}, {counts}"


def _conditions(line: DutyLine, lang: Lang) -> str:
    told = [SKILL.say(lang, skill=line.skill)] if line.skill else []
    told += [SENIORITY.say(lang, months=line.seniority_months)] if line.seniority_months else []
    return " ; ".join(told)


def _absence_told(view: FactsView, absence: Absence, lang: Lang) -> Iterator[Content]:
    yield _head(absence.id, f"{absence.post}, {ABSENCES[absence.kind].say(lang)}")
    yield _plain(absence_days(absence, lang))
    if view.coming is not None and not is_over(absence, view.today):
        mine = [p for p in view.coming.plan.placements if p.post == absence.post]
        yield from touched_told(held_by(absence, mine), view, lang)


def touched_told(held: Iterable[Placement], view: FactsView, lang: Lang) -> Iterator[Content]:
    """The work that falls within an absence."""
    found, problem = tuple(held), Problem(view.facts, Span(view.today, view.today))
    if not found:
        yield Content.styled(TOUCHES_NONE.say(lang), "$rota-quiet")
        return
    yield Content.styled(TOUCHES.say(lang, count=len(found)), "bold")
    for one in found[:_PLACEMENTS_TOLD]:
        slot = SLOTS_SHORT[one.slots[0]].say(lang)
        yield _plain(f"  {day_short(one.day, lang)} {slot}  {held_short((one,), problem, lang)}")
    if len(found) > _PLACEMENTS_TOLD:
        yield _plain(f"  … +{len(found) - _PLACEMENTS_TOLD}")


def _wish_told(view: FactsView, wish: Wish, lang: Lang) -> Iterator[Content]:
    owner = BY_POST if wish.owner == wish.post else BY_SERVICE
    yield _head(
        wish.id, owner.say(lang, owner=wish.owner, post=wish.post, grade=GRADES[wish.grade].say(lang))
    )
    slot = f", {SLOTS_LONG[wish.slot].say(lang)}" if wish.slot else ""
    aim = AIMS[wish.aim].say(lang) + (f" {wish.site}" if wish.site else "")
    yield _plain(f"{aim}{colon(lang)}{recurrence_told(wish.recurrence, lang)}{slot}")
    yield from _dates_told(wish.recurrence, lang)
    yield from wish_days_told(wished(view.facts, wish, view.today, view.coming), view.coming, lang)


def wish_days_told(days: Iterable[WishDay], plan: Coming | None, lang: Lang) -> Iterator[Content]:
    """The next days of a wish, and what the coming plan does of each."""
    listed = list(days)
    if not listed:
        return
    told = [f"{day_short(each.day, lang)}{_KEPT[each.kept]}" for each in listed]
    yield Content.assemble((NEXT.say(lang), "bold"), " ", " · ".join(told))
    known = [each.kept for each in listed if each.kept is not None]
    if plan is not None and known:
        pattern = WISH_KEPT.say(lang, plan=plan.name, kept=sum(known), count=len(known))
        yield Content.styled(pattern, "$rota-quiet")


def _dates_told(recurrence: Recurrence, lang: Lang) -> Iterator[Content]:
    told = validity_told(recurrence, lang)
    if told:
        yield _plain(told)
    for pattern, days in ((EXCEPT, recurrence.except_on), (ALSO, recurrence.also_on)):
        if days:
            yield _plain(f"{pattern.say(lang)} {', '.join(day_told(day, lang) for day in days)}")


def months_told(found: Iterable[WorkAsked], plan: Coming | None, lang: Lang) -> Iterator[Content]:
    """What is asked month by month, before and after, and what the coming plan has of it."""
    for one in found:
        duty = isinstance(one.work, str)
        name = one.work if isinstance(one.work, str) else f"{one.work[0]} · {one.work[1]}"
        yield Content.styled(clean(f"{(DUTIES_ASKED if duty else HALVES_ASKED).say(lang)} · {name}"), "bold")
        for month in one.months:
            yield _plain(_month_told(month, lang))
    yield Content.styled(OF_PLAN.say(lang, plan=plan.name) if plan else NO_PLAN.say(lang), "$rota-quiet")


def _month_told(month: MonthAsked, lang: Lang) -> str:
    name = f"{MONTHS[month.first.month - 1].say(lang)} {month.first.year}"
    before, after = month.before, month.after
    asked = str(after.minimum) if before == after else f"{before.minimum} → {after.minimum}"
    ideal = ""
    if after.ideal != after.minimum or before.ideal != before.minimum:
        both = str(after.ideal) if before == after else f"{before.ideal} → {after.ideal}"
        ideal = f" ({IDEAL.say(lang, count=both)})"
    covered = ""
    if month.planned is not None and (month.within or month.planned):
        covered = f"   {COVERED.say(lang, count=month.planned, asked=month.within)}"
    return f"  {name:<15}{asked:>8}{ideal}{covered}"


def leave_told(asked: Asked, lang: Lang) -> Iterator[Content]:
    """What an absence would use up, against what is left at each site."""
    of = asked.request
    look = {Verdict.GRANTED: "bold $success", Verdict.WARNED: "bold $rota-flag"}.get(
        of.verdict, "bold $rota-law"
    )
    mark = {Verdict.GRANTED: "✓", Verdict.WARNED: "!", Verdict.REFUSED: "✗"}[of.verdict]
    yield Content.styled(f"{mark} {of.told().say(lang)}", look)
    for (year, site), parts in of.asked.items():
        left = of.left[year, site]
        short = f"  {EXHAUSTED.say(lang)}" if (year, site) in of.short else ""
        told = TAKES.say(lang, site=site, year=year or "", asked=half_days(parts), left=half_days(left))
        yield _plain(f"  {told}{short}")


def absence_days(absence: Absence, lang: Lang) -> str:
    """``du 21/12/2026 au 27/12/2026``, with the half-days where they are not whole."""
    first, last = day_told(absence.first, lang), day_told(absence.last, lang)
    begin = f" {SLOTS_LONG[absence.first_slot].say(lang)}" if absence.first_slot is not Slot.AM else ""
    end = f" {SLOTS_LONG[absence.last_slot].say(lang)}" if absence.last_slot is not Slot.PM else ""
    if absence.first == absence.last:
        return f"{day_name(absence.first, lang)}{begin or end}"
    return FROM_TO.say(lang, first=f"{first}{begin}", last=f"{last}{end}")


def validity_told(recurrence: Recurrence, lang: Lang) -> str:
    """``du 01/12/2026 au 31/03/2027``, ``depuis le …``, ``jusqu’au …``; nothing without an end."""
    start, until = recurrence.start, recurrence.until
    if start and until:
        return FROM_TO.say(lang, first=day_told(start, lang), last=day_told(until, lang))
    if start:
        return SINCE.say(lang, day=day_told(start, lang))
    return UNTIL.say(lang, day=day_told(until, lang)) if until else ""


def day_told(day: date, lang: Lang) -> str:
    """``24/12/2026`` or ``2026-12-24``."""
    return f"{day:%d/%m/%Y}" if lang is Lang.FR else day.isoformat()


def _service(facts: Facts, item: Need | DutyLine) -> str:
    return next(each.name for each in facts.services if each.id == item.service)


def activity_name(facts: Facts, need: Need) -> str:
    """What is asked."""
    return next(each.name for each in facts.activities if each.id == need.activity)


def _doctors_told(need: Need, lang: Lang) -> str:
    told = [DOCTORS.say(lang, minimum=need.minimum, ideal=need.ideal)]
    told += [SKILL.say(lang, skill=need.skill)] if need.skill else []
    told += [ON_HOLIDAYS.say(lang)] if need.on_holidays else []
    return " ; ".join(told)


PARTS = {
    Part.NEEDS: Text("Besoins", "Needs"),
    Part.LINES: Text("Lignes de garde", "Duty lines"),
    Part.ABSENCES: Text("Absences", "Absences"),
    Part.WISHES: Text("Souhaits", "Wishes"),
}
AIMS = {
    WishAim.OFF: Text("ne pas travailler", "to be off"),
    WishAim.WORK: Text("travailler", "to work"),
    WishAim.SITE: Text("être au site", "to be at site"),
    WishAim.DUTY: Text("être de garde", "to be on duty"),
    WishAim.NO_DUTY: Text("pas de garde", "no duty"),
}
GRADES = {1: Text("aimerait", "would like"), 2: Text("veut", "wants"), 3: Text("tient à", "insists")}
DAY_KINDS = {
    DayKind.WEEKDAY: Text("du lundi au vendredi", "Monday to Friday"),
    DayKind.SATURDAY: Text("samedis", "Saturdays"),
    DayKind.SUNDAY: Text("dimanches", "Sundays"),
    DayKind.HOLIDAY: Text("jours fériés", "public holidays"),
}
EVERY_DAY = Text("tous les jours", "every day")
COUNTS = Text("compte {count} demi-journée(s)", "counts {count} half-day(s)")
COUNTS_NONE = Text("ne compte pas de demi-journée", "counts no half-day")
BY_POST = Text("{post} {grade}", "{post} {grade}")
BY_SERVICE = Text("{owner} {grade}, pour {post}", "{owner} {grade}, for {post}")
PER_MONTH = Text(
    "{count} par mois, pour tous les postes partagés ensemble",
    "{count} a month, for all shared posts together",
)
RESTING = Text("rien n’est demandé aux postes partagés", "nothing is asked of the shared posts")
REST = Text("Le reste :", "The rest:")
SKILL = Text("compétence {skill}", "skill {skill}")
SENIORITY = Text("{months} mois d’ancienneté au moins", "{months} months of seniority at least")
DOCTORS = Text(
    "{minimum} praticien(s) au moins, {ideal} au mieux", "{minimum} doctor(s) at least, {ideal} at best"
)
ON_HOLIDAYS = Text("jours fériés compris", "public holidays included")
NEXT = Text("Prochaines dates :", "Next dates:")
EXCEPT, ALSO = Text("Sauf :", "Except:"), Text("Aussi :", "Also:")
HALVES_ASKED = Text("Demi-journées demandées par mois", "Half-days asked a month")
DUTIES_ASKED = Text("Gardes demandées par mois", "Duties asked a month")
IDEAL = Text("au mieux {count}", "at best {count}")
COVERED = Text("{count} au planning sur {asked}", "{count} planned of {asked}")
OF_PLAN = Text(
    "(planning à venir : {plan}, pour les jours qu’il tient)", "(coming plan: {plan}, on the days it holds)"
)
NO_PLAN = Text("Aucun planning à venir.", "There is no coming plan.")
TOUCHES = Text(
    "{count} affectation(s) tombe(nt) dans cette absence :", "{count} placement(s) fall within it:"
)
TOUCHES_NONE = Text("Aucune affectation ne tombe dans cette absence.", "No placement falls within it.")
TAKES = Text(
    "{site} {year} : {asked} demi-journée(s) demandée(s), reste {left}",
    "{site} {year}: {asked} half-day(s) asked, {left} left",
)
EXHAUSTED = Text("part épuisée", "part exhausted")
WISH_KEPT = Text("Le planning {plan} en suit {kept} sur {count}.", "Plan {plan} keeps {kept} of {count}.")
_KEPT = {True: " ✓", False: " ✗", None: ""}
FROM_TO = Text("du {first} au {last}", "from {first} to {last}")
SINCE, UNTIL = Text("depuis le {day}", "since {day}"), Text("jusqu’au {day}", "until {day}")
OTHERS = Text(
    "= de l’autre site : visible d’ici, modifié par lui.",
    "= the other site’s: seen from here, changed there.",
)
