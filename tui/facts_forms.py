"""The forms of needs, duty lines and wishes: what they ask, and what saving them would do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from textual.content import Content

from rota.model.calendar import HALF_DAYS, Slot
from rota.model.facts import (
    DutyKind,
    DutyLine,
    Facts,
    LineId,
    Need,
    NeedId,
    PostId,
    Skill,
    Wish,
    WishAim,
    WishId,
)
from rota.sites.codes import CODE
from rota.sites.duty import ASKED_PER_MONTH_MAX
from rota.sites.needs import DOCTORS_MAX
from rota.sites.record import Wrong
from rota.sites.services import SENIORITY_MONTHS_MAX
from rota.words import Lang, Text, day_short
from rota.workspace import editing
from rota.workspace.editing import Edit, Edited, Item
from rota.workspace.editing_check import FaultyEdit
from rota.workspace.editing_effects import asked_by_month, next_days, wished
from tui import facts_form_days as d
from tui.facts import FactsView, shared_posts
from tui.facts_form_hours import HOURS, at_hours, patterns, uncounted
from tui.facts_told import AIMS, GRADES, NEXT, day_told, months_told, shift_told, wish_days_told
from tui.screens.form import Form
from tui.shared import Shared
from tui.strings import DUTIES_LONG, SLOTS_LONG
from tui.widgets import form_fields as f
from tui.widgets.form_words import NEEDED

Verb = Callable[[Edit], Edited]


@dataclass(frozen=True)
class Ground:
    """What a form of the facts stands on."""

    shared: Shared
    view: FactsView
    free: date | None = None
    """The first day on which the item may change; None where nothing of it is over."""

    @property
    def facts(self) -> Facts:
        """The facts as they were read."""
        return self.view.facts


def form_of(ground: Ground, item: Item) -> Form[Edit]:
    """The form that changes an item."""
    match item:
        case Need():
            return need_form(ground, item)
        case DutyLine():
            return line_form(ground, item)
        case Wish():
            return wish_form(ground, item)
    raise AssertionError(item)


def _form(
    ground: Ground, item: Item | None, titles: tuple[Text, Text], asked: tuple[f.Field[Any], ...],
    make: Callable[[f.Answers], Item],
) -> Form[Edit]:  # fmt: skip
    """A form that adds an item, or changes it from a day on."""
    free, dated = ground.free, isinstance(item, Need | Wish)
    since = f.optional(f.day("since", Text("Changer dès le", "Change from"), hint=SINCE_HINT)).given(free)
    adds, changes = titles
    title = changes if item else adds

    def edit(answers: f.Answers) -> Edit:
        return Edit(item, make(answers), answers[since] if dated else None)

    code = item.id if item else ""
    return Form(
        name=f"{ground.shared.name} {title.en} {code}",
        title=Text(f"{title.fr} {code}".strip(), f"{title.en} {code}".strip()),
        fields=(*asked, since) if dated else asked,
        make=edit,
        effect=lambda edit, lang: effect_told(ground, edit, lang),
        save=lambda edit: save(ground, edit),
    )


def need_form(ground: Ground, need: Need | None) -> Form[Edit]:
    """What a service asks."""
    facts = ground.facts
    services = {each.id: each.name for each in facts.services if each.site == ground.view.site}
    service = f.choice("service", Text("Service", "Service"), f.codes(services))
    activity = f.choice(
        "activity", Text("Activité", "Activity"), f.codes({a.id: a.name for a in facts.activities})
    )
    half = _half(Text("Demi-journée", "Half-day"))
    low = f.number("min", Text("Praticiens au moins", "Doctors at least"), 0, DOCTORS_MAX)
    high = f.optional(f.number("ideal", Text("Praticiens au mieux", "Doctors at best"), 0, DOCTORS_MAX))
    skill, holidays = _skill(facts), f.switch("holidays", Text("Jours fériés aussi", "Public holidays too"))
    days = d.fields_of(need.recurrence if need else None, ground.free)
    asked: tuple[f.Field[Any], ...] = (
        service,
        activity,
        days[0],
        half,
        *days[1:],
        low,
        high,
        skill,
        holidays,
    )
    if need is not None:
        held = service.given(need.service), activity.given(need.activity)
        numbers = low.given(need.minimum), high.given(need.ideal)
        rest = skill.given(need.skill), holidays.given(need.on_holidays)
        asked = (*held, days[0], half.given(need.slot), *days[1:], *numbers, *rest)

    def make(answers: f.Answers) -> Need:
        ideal = answers[high]
        return Need(
            id=need.id if need else NeedId(""),
            service=answers[service],
            activity=answers[activity],
            slot=answers[half],
            recurrence=d.recurrence_of(answers),
            minimum=answers[low],
            ideal=answers[low] if ideal is None else ideal,
            skill=answers[skill],
            on_holidays=answers[holidays],
        )

    return _form(ground, need, (ADD_NEED, CHANGE_NEED), asked, make)


def wish_form(ground: Ground, wish: Wish | None) -> Form[Edit]:
    """What a doctor or a service would like."""
    facts, posts = ground.facts, {each.id: each.specialty for each in ground.facts.posts}
    ours = {post: posts[post] for post in shared_posts(facts, ground.view.site)}
    services = {each.id: each.name for each in facts.services if each.site == ground.view.site}
    owners: dict[str, str] = {
        **{str(k): v for k, v in ours.items()},
        **{str(k): v for k, v in services.items()},
    }
    owner = f.choice("owner", Text("Qui souhaite", "Who wishes"), f.codes(owners))
    by_service = d.when(owner, *services)
    post = f.only_when(f.choice("post", Text("Pour le poste", "For post"), f.codes(ours)), by_service)
    aim = f.choice("aim", Text("Souhait", "Wish"), f.words(AIMS))
    sites = f.codes({each.id: each.name for each in facts.sites})
    site = f.only_when(f.choice("site", Text("Site", "Site"), sites), d.when(aim, WishAim.SITE))
    half = f.optional(_half(Text("Seulement", "Only"), night=True))
    grade = f.choice("grade", Text("Force", "How much"), f.words(GRADES), columns=12)
    days = d.fields_of(wish.recurrence if wish else None, ground.free)
    asked: tuple[f.Field[Any], ...] = (owner, post, aim, site, *days[:1], half, *days[1:], grade.given(1))
    if wish is not None:
        who = owner.given(wish.owner), post.given(wish.post if wish.owner != wish.post else None)
        what = aim.given(wish.aim), site.given(wish.site)
        asked = (*who, *what, days[0], half.given(wish.slot), *days[1:], grade.given(wish.grade))

    def make(answers: f.Answers) -> Wish:
        return Wish(
            id=wish.id if wish else WishId(""),
            owner=answers[owner],
            post=answers[post] or PostId(answers[owner]),
            aim=answers[aim],
            recurrence=d.recurrence_of(answers),
            slot=answers[half],
            site=answers[site],
            grade=answers[grade],
        )

    return _form(ground, wish, (ADD_WISH, CHANGE_WISH), asked, make)


def line_form(ground: Ground, line: DutyLine | None) -> Form[Edit]:
    """Duties of a service; their days are those of another line, or the usual ones, at hours of their own."""
    facts = ground.facts
    services = {each.id: each.name for each in facts.services if each.site == ground.view.site}
    code = f.Field("code", Text("Code", "Code"), _code, lambda value, _lang: value, columns=30)
    name = f.text("name", Text("Nom", "Name"))
    service = f.choice("service", Text("Service", "Service"), f.codes(services))
    kind = f.choice("kind", Text("Genre", "Kind"), f.words(DUTIES_LONG), columns=18)
    shifts = f.choice("shift", Text("Jours et horaires", "Days and hours"), patterns(facts), columns=36)
    count = f.number("asked_per_month", Text("Demandées par mois", "Asked a month"), 0, ASKED_PER_MONTH_MAX)
    others = f.text("others", Text("Qui prend le reste", "Who takes the rest"), blank=True)
    skill = _skill(facts)
    months = f.number(
        "seniority_months", Text("Ancienneté (mois)", "Seniority (months)"), 0, SENIORITY_MONTHS_MAX
    )
    asked: tuple[f.Field[Any], ...]
    asked = (code, name, service, kind, shifts, HOURS, count, others, skill, months.given(0))
    if line is not None:
        held = name.given(line.name), service.given(line.service), kind.given(line.kind)
        rest = count.given(line.asked_per_month), others.given(line.others), skill.given(line.skill)
        asked = (*held, shifts.given(line.shifts), HOURS, *rest, months.given(line.seniority_months))

    def make(answers: f.Answers) -> DutyLine:
        timed = at_hours(answers[shifts], answers[HOURS])
        on_call = answers[kind] is DutyKind.ON_CALL and (line is None or line.shifts != answers[shifts])
        return DutyLine(
            id=line.id if line else LineId(answers[code]),
            service=answers[service],
            name=answers[name],
            kind=answers[kind],
            shifts=uncounted(timed) if on_call else timed,
            asked_per_month=answers[count],
            others=answers[others],
            skill=answers[skill],
            seniority_months=answers[months],
        )

    return _form(ground, line, (ADD_LINE, CHANGE_LINE), asked, make)


def end_form(ground: Ground, item: Need | Wish) -> Form[Edit]:
    """The last day of an item."""
    last = f.day("until", Text("Dernier jour", "Last day"))

    def make(answers: f.Answers) -> Edit:
        return Edit(item, None, date.fromordinal(answers[last].toordinal() + 1))

    return Form(
        name=f"{ground.shared.name} end {item.id}",
        title=Text(f"{END.fr} {item.id}", f"{END.en} {item.id}"),
        fields=(last.given(item.recurrence.until),),
        make=make,
        effect=lambda edit, lang: effect_told(ground, edit, lang),
        save=lambda edit: save(ground, edit),
    )


def save(ground: Ground, edit: Edit) -> Edited:
    """Write a change; what is wrong with it is told beside the fields."""
    return _held(lambda: editing.save(ground.shared.fresh().workspace, edit, ground.shared.site))


def effect_told(ground: Ground, edit: Edit, lang: Lang) -> Content:
    """What saving a change would do: its dates, what is asked a month, what the coming plan has of it."""
    edited = _held(lambda: editing.look(ground.shared.fresh().workspace, edit, ground.shared.site))
    return Content("\n").join([*_effect(ground.view, edit, edited, lang)] or [Content(NO_CHANGE.say(lang))])


def _effect(view: FactsView, edit: Edit, edited: Edited, lang: Lang) -> Iterator[Content]:
    if not edited.changes:
        return
    if edited.since is not None:
        yield Content.styled(BEFORE_STAYS.say(lang, day=day_told(edited.since, lang)), "$rota-flag")
    begins = edited.since or view.today
    after = edit.after
    if isinstance(after, Need):
        days = " · ".join(day_short(day, lang) for day in next_days(after, begins))
        yield Content.assemble((NEXT.say(lang), "bold"), " ", days or NO_DATE.say(lang))
    if isinstance(after, Wish):
        wish = next(each for each in reversed(edited.new.wishes) if _same_wish(each, after))
        yield from wish_days_told(wished(edited.new, wish, begins, view.coming), view.coming, lang)
    before = edit.before.shifts if isinstance(edit.before, DutyLine) else ()
    if isinstance(after, DutyLine) and before != after.shifts:
        yield from (Content(shift_told(shift, lang)) for shift in after.shifts)
    since = max(begins, min((day for day in (_start(edit.before), _start(after)) if day), default=begins))
    works = asked_by_month(edited.old, edited.new, (edit.before, after), since, view.coming)
    yield from months_told(works, view.coming, lang) if works else ()


def _start(item: Item | None) -> date | None:
    return None if item is None or isinstance(item, DutyLine) else item.recurrence.start or item.recurrence.on


def _same_wish(wish: Wish, asked: Wish) -> bool:
    return replace(wish, id=asked.id, recurrence=asked.recurrence) == asked


def _held(work: Callable[[], Edited]) -> Edited:
    """What a verb answers; the faults it finds go to the fields they are about."""
    try:
        return work()
    except FaultyEdit as faulty:
        texts: dict[str, Text] = {}
        for name, fault in zip(faulty.names, faulty.faults, strict=True):
            told = Text(f"{fault.what.fr} {fault.remedy.fr}", f"{fault.what.en} {fault.remedy.en}")
            texts.setdefault(name, told)
        raise f.Mistakes(texts) from faulty


def _half(label: Text, *, night: bool = False) -> f.Field[Slot]:
    slots = (*HALF_DAYS, Slot.NIGHT) if night else HALF_DAYS
    return f.choice("half", label, f.words({slot: SLOTS_LONG[slot] for slot in slots}), columns=12)


def _skill(facts: Facts) -> f.Field[Skill | None]:
    known = {skill for post in facts.posts for skill in post.skills}
    known |= {need.skill for need in facts.needs if need.skill}
    known |= {line.skill for line in facts.lines if line.skill}
    return f.optional(
        f.choice("skill", Text("Compétence", "Skill"), f.codes(dict.fromkeys(sorted(known), "")))
    )


def _code(typed: str) -> str:
    if not typed:
        raise f.Mistake(NEEDED)
    try:
        return CODE.parse(typed)
    except Wrong as wrong:
        raise f.mistake_of(wrong) from None


ADD_NEED, CHANGE_NEED = Text("Nouveau besoin", "New need"), Text("Besoin", "Need")
ADD_LINE, CHANGE_LINE = Text("Nouvelle ligne de garde", "New duty line"), Text("Ligne de garde", "Duty line")
ADD_WISH, CHANGE_WISH = Text("Nouveau souhait", "New wish"), Text("Souhait", "Wish")
END = Text("Mettre fin à", "End")
SINCE_HINT = Text("les jours d’avant restent comme ils sont", "days before stay as they are")
NO_CHANGE = Text("Rien ne changerait.", "Nothing would change.")
NO_DATE = Text("aucune", "none")
BEFORE_STAYS = Text(
    "Avant le {day}, rien ne change (jours clos ou publiés, ou date choisie).",
    "Before {day} nothing changes (closed or published days, or the day chosen).",
)
