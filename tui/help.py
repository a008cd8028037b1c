"""The help of a screen: what it is for, what its marks mean, which keys it has. Made, never written twice."""

from textual.content import Content

from rota.model.facts import DutyKind
from rota.model.problem import Problem
from rota.sites.faults import clean
from rota.words import Lang, Text
from tui.actions import Keys, Where, actions_of
from tui.bindings import function_key
from tui.looks import Looks
from tui.pages import Entry, Page, title
from tui.strings import DUTIES, DUTIES_LONG, MARKS

_KEY_COLUMNS = 24


def help_page(where: Where, part: Text | None, marks: list[Entry], keys: Keys, lang: Lang) -> Page:
    """All that helps on one screen; ``part`` is about what has the focus."""
    entries = [Entry(Content(ABOUT[where].say(lang)))]
    if part is not None:
        entries.append(Entry(Content.styled(part.say(lang), "$accent")))
    entries.append(Entry(Content(SCREENS.say(lang, screens=screens_told(keys, lang)))))
    if marks:
        entries += [title(MARKS_TITLE, lang), *marks]
    for heading, place in ((KEYS_TITLE, where), (EVERYWHERE_TITLE, Where.EVERYWHERE)):
        entries.append(title(heading, lang))
        entries += key_entries(place, keys, lang)
    return Page(HELP.say(lang), tuple(entries))


def screens_told(keys: Keys, lang: Lang) -> str:
    """The key and the name of each screen that one can go to from everywhere."""
    screens = [action for action in actions_of(Where.EVERYWHERE) if action.id.startswith("mode.")]
    return " · ".join(
        f"{key_name(keys.get(action.id, action.keys), lang)} {action.label.say(lang)}" for action in screens
    )


def key_entries(where: Where, keys: Keys, lang: Lang) -> list[Entry]:
    """One line for each action of a screen."""
    found = []
    for action in actions_of(where):
        shown = ", ".join(key_name(key, lang) for key in keys.get(action.id, action.keys).split(",") if key)
        name = shown or PALETTE_ONLY.say(lang)
        found.append(Entry(Content.assemble((f"{name:<{_KEY_COLUMNS}}", "bold"), action.sentence.say(lang))))
    return found


def key_name(key: str, lang: Lang) -> str:
    """A key as people call it."""
    modifier, plus, last = key.rpartition("+")
    named = KEY_NAMES.get(last)
    return f"{modifier}{plus}{named.say(lang) if named else function_key(last)}"


def legend(problem: Problem, lang: Lang) -> list[Entry]:
    """Sites, activities, duties and marks of a grid."""
    looks = Looks(problem, lang)
    lines = [(clean(site.mark), site.name) for site in problem.sites.values()]
    lines += [(looks.words[code], activity.name) for code, activity in problem.activities.items()]
    lines += [(DUTIES[kind].say(lang), DUTIES_LONG[kind].say(lang)) for kind in DutyKind]
    lines += [(mark, told.say(lang)) for mark, told in MARKS.items()]
    return [Entry(Content.assemble((f"{mark:<9}", "bold"), clean(told))) for mark, told in lines]


HELP = Text("Aide", "Help")
SCREENS = Text("Autres écrans : {screens}.", "Other screens: {screens}.")
MARKS_TITLE = Text("Marques", "Marks")
KEYS_TITLE, EVERYWHERE_TITLE = Text("Touches", "Keys"), Text("Partout", "Everywhere")
PALETTE_ONLY = Text("(ctrl+p)", "(ctrl+p)")
KEY_NAMES = {
    "enter": Text("Entrée", "Enter"),
    "space": Text("Espace", "Space"),
    "escape": Text("Échap", "Esc"),
    "delete": Text("Suppr", "Del"),
    "backspace": Text("Retour arr.", "Backspace"),
    "left": Text("←", "←"),
    "right": Text("→", "→"),
    "up": Text("↑", "↑"),
    "down": Text("↓", "↓"),
    "pageup": Text("Page préc.", "PgUp"),
    "pagedown": Text("Page suiv.", "PgDn"),
    "home": Text("Début", "Home"),
    "end": Text("Fin", "End"),
    "comma": Text(",", ","),
    "semicolon": Text(";", ";"),
    "question_mark": Text("?", "?"),
}
ABOUT = {
    Where.PLANNER: Text(
        "Le planning des deux sites : les flèches déplacent le curseur, Entrée modifie la case, s calcule."
        " Sous la grille, ce que les règles disent de la case ; à côté, les besoins que nul n’assure.",
        "The plan of both sites: arrows move the cursor, Enter edits the cell, s solves. Under the grid, what"
        " the rules say of the cell; beside it, the needs that nobody fills.",
    ),
    Where.PROPOSAL: Text(
        "Ce que le calcul propose, comparé à votre planning. Rien ne change avant que vous acceptiez : tout,"
        " poste par poste, ou case par case.",
        "What the search proposes, compared with your plan. Nothing changes before you accept: all of it,"
        " post by post, or cell by cell.",
    ),
    Where.MERGE: Text(
        "L’autre site a enregistré pendant que vous travailliez : chaque différence est prise chez vous ou"
        " chez lui, case par case, poste par poste ou d’un coup. Ce qui est décidé est la version suivante.",
        "The other site saved while you worked: each difference is taken from you or from them, cell by cell,"
        " post by post or at once. What is decided becomes the next version.",
    ),
    Where.LEDGER: Text(
        "Le registre du temps fait : par demi-journée, ce qui était prévu, ce qui est compté, l’écart, et ce"
        " qui reste dû au site. c confirme comme prévu, r compte, s décide d’un écart, f clôt le mois. Rien"
        " n’est écrit avant que son effet sur les soldes soit montré.",
        "The ledger of worked time: by half-day, what was planned, what is counted, the difference, and what"
        " is still due to the site. c confirms as planned, r counts, s decides a difference, f closes the"
        " month. Nothing is written before its effect on the balances is shown.",
    ),
    Where.CONFIRM: Text(
        "Ce que votre site confirme comme prévu : Espace marque ce qui n’a pas été fait, r dit qui a"
        " remplacé, Entrée montre l’effet sur les soldes.",
        "What your site confirms as planned: Space marks what was not done, r says who stood in, Enter shows"
        " the effect on the balances.",
    ),
    Where.PAGE: Text(
        "Une liste : les flèches choisissent, Entrée suit la ligne (règle, besoin, case, changement), Échap"
        " revient.",
        "A list: arrows choose, Enter follows the line (rule, need, cell, edit), Esc goes back.",
    ),
    Where.FORM: Text(
        "Un formulaire : Tab passe au champ suivant, les flèches choisissent dans une liste, Entrée"
        " enregistre, Échap quitte en gardant votre saisie. Ce qui ne va pas est dit sous le champ.",
        "A form: Tab goes to the next field, arrows choose from a list, Enter saves, Esc leaves and keeps"
        " what you typed. What is wrong is told under the field.",
    ),
    Where.QUESTION: Text(
        "Une question avant de changer quelque chose : o répond oui, n ou Échap répond non.",
        "A question before something changes: y answers yes, n or Esc answers no.",
    ),
    Where.FACTS: Text(
        "Ce que les services demandent et ce que les praticiens déclarent : besoins, lignes de garde,"
        " absences, souhaits. Entrée modifie, a ajoute ; l’effet est montré avant d’enregistrer.",
        "What services ask for and what doctors state: needs, duty lines, absences, wishes. Enter edits,"
        " a adds; the effect is shown before anything is saved.",
    ),
    Where.FEEDS: Text(
        "Les calendriers auxquels s’abonnent les téléphones : une ligne par appareil. a donne une adresse, r"
        " la renouvelle, x la révoque. Une adresse n’est montrée qu’une fois.",
        "The calendars that phones subscribe to: a line for each device. a gives an address, r rotates it,"
        " x revokes it. An address is shown once only.",
    ),
    Where.TOKEN: Text(
        "L’adresse d’un calendrier, montrée cette seule fois : un code que le téléphone lit, et des liens.",
        "The address of a calendar, shown this once: a code that a phone reads, and links.",
    ),
    Where.COMPLIANCE: Text(
        "Ce que les règles disent du travail fait et prévu : une lettre et une couleur par poste et règle,"
        " le chiffre mesuré à côté. Sous les feux, la case du curseur et les jauges du poste ; a dit ce qui"
        " sera dépassé, t montre la tendance.",
        "What the rules say of work done and planned: a letter and a colour for each post and rule, with the"
        " figure measured. Under the lights, the cell of the cursor and the gauges of the post; a tells what"
        " will be crossed, t shows the trend.",
    ),
    Where.WELCOME: Text(
        "Choisir un dossier de sites avec les flèches et Entrée, ou en créer un à partir d’un exemple.",
        "Choose a site folder with the arrows and Enter, or make one from a sample.",
    ),
}
"""What each screen is for."""
PARTS = {
    "DataTable": Text("Vous êtes dans la liste.", "You are in the list."),
    "LightsGrid": Text("Vous êtes dans les feux.", "You are in the lights."),
    "WeekGrid": Text("Vous êtes dans la grille.", "You are in the grid."),
    "OpenNeeds": Text(
        "Vous êtes dans les besoins ouverts : Entrée dit qui pourrait, et ce qui arrête les autres.",
        "You are in the open needs: Enter says who could, and what stops the others.",
    ),
    "RowList": Text("Vous êtes dans les lignes.", "You are in the lines."),
    "CellPanel": Text(
        "Vous êtes dans les constats de la case : les flèches les font défiler.",
        "You are in the findings of the cell: arrows scroll them.",
    ),
}
"""What has the focus."""
