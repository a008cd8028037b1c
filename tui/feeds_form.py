"""The form that gives a calendar to a device, and what makes its feed ready to be fetched."""

from datetime import date

from exports.feed.rendering import refresh
from rota.model.facts import Facts
from rota.store.calendar_feed import About, Detail, Subject
from rota.words import Lang, Text
from rota.workspace import feeding
from rota.workspace.feeding import Made
from rota.workspace.opened import Workspace
from tui.screens.form import Form
from tui.shared import Shared
from tui.widgets import form_fields as f


def new_form(facts: Facts, shared: Shared, lang: Lang) -> Form[tuple[About, str, date | None]]:
    """Whose calendar, on which device, and how much it tells."""
    posts = {str(one.id): one.specialty for one in facts.posts}
    services = {str(one.id): one.name for one in facts.services}
    who = f.choice("who", Text("Pour", "For"), f.codes(posts | services))
    device = f.text("device", Text("Appareil", "Device"), hint=DEVICE)
    tongue = f.choice("language", Text("Langue", "Language"), f.words(LANGUAGES)).given(lang)
    times = f.only_when(
        f.switch("times", Text("Heures seules", "Times only"), hint=TIMES),
        lambda typed: typed["who"] in posts,
    )
    proposals = f.switch("proposals", Text("Provisoire aussi", "Proposals too"), hint=PROPOSALS)
    until = f.optional(f.day("until", Text("Jusqu’au", "Until"), hint=UNTIL))

    def make(a: f.Answers) -> tuple[About, str, date | None]:
        subject = Subject.POST if a[who] in posts else Subject.SERVICE
        detail = Detail.TIMES if a[times] else Detail.FULL
        about = About(subject=subject, code=a[who], lang=a[tongue], detail=detail, proposals=a[proposals])
        return about, a[device], a[until]

    def save(asked: tuple[About, str, date | None]) -> Made:
        workspace = shared.fresh().workspace
        about, named, last = asked
        return rendered(workspace, feeding.create(workspace, about, named, until=last))

    return Form("feeds.create", NEW, (who, device, tongue, times, proposals, until), make, ABOUT, save=save)


def rendered(workspace: Workspace, made: Made) -> Made:
    """Once its feed can be fetched."""
    refresh(workspace)
    return made


NEW = Text("Donner un calendrier à un appareil", "Give a calendar to a device")
ABOUT = Text(
    "L’adresse sera montrée une seule fois. Une adresse par appareil : on peut en révoquer une seule.",
    "The address will be shown once. One address for each device: any one can be revoked alone.",
)
DEVICE = Text("Comme la personne l’appelle : téléphone, Outlook…", "As its person calls it: phone, Outlook…")
TIMES = Text(
    "Dit seulement que l’heure est prise : pour Google, Microsoft.",
    "Tells only that the time is taken: for Google, Microsoft.",
)
PROPOSALS = Text(
    "Dit aussi, comme provisoire, ce qui est proposé.", "Tells what is proposed too, as tentative."
)
UNTIL = Text(
    "Dernier jour où l’adresse répond ; vide : sans fin.", "Last day it answers; empty: without end."
)
LANGUAGES = {Lang.FR: Text("français", "French"), Lang.EN: Text("anglais", "English")}
