"""What can be done on every screen."""

from rota.words import Text
from tui.actions.action import Action, Where

EVERYWHERE: tuple[Action, ...] = (
    Action(
        "help",
        Where.EVERYWHERE,
        "f1,question_mark",
        Text("Aide", "Help"),
        Text("Aide sur cet écran : marques et touches", "Help on this screen: marks and keys"),
        footer=1,
    ),
    Action(
        "palette",
        Where.EVERYWHERE,
        "ctrl+p",
        Text("Tout", "More"),
        Text("Chercher parmi toutes les commandes", "Search among all commands"),
        footer=1,
    ),
    Action(
        "mode.planner",
        Where.EVERYWHERE,
        "f2",
        Text("Planning", "Plan"),
        Text("Aller au planning", "Go to the plan"),
        footer=6,
    ),
    Action(
        "mode.ledger",
        Where.EVERYWHERE,
        "f3",
        Text("Registre", "Ledger"),
        Text("Aller au registre du temps fait", "Go to the ledger of worked time"),
        footer=6,
    ),
    Action(
        "mode.compliance",
        Where.EVERYWHERE,
        "f4",
        Text("Conformité", "Compliance"),
        Text("Aller à la conformité : règles, parts, 48 heures", "Go to compliance: rules, shares, 48 hours"),
        footer=6,
    ),
    Action(
        "mode.facts",
        Where.EVERYWHERE,
        "f5",
        Text("Besoins", "Needs"),
        Text("Aller aux besoins, gardes, absences et souhaits", "Go to needs, duties, absences and wishes"),
        footer=6,
    ),
    Action(
        "mode.feeds",
        Where.EVERYWHERE,
        "f6",
        Text("Calendriers", "Calendars"),
        Text("Aller aux calendriers des téléphones", "Go to the calendars of phones"),
        footer=6,
    ),
    Action(
        "export",
        Where.EVERYWHERE,
        "f7",
        Text("Exporter", "Export"),
        Text(
            "Écrire un document : tableau de service, conformité, rapports, coûts, calendriers",
            "Write a paper: service table, compliance, reports, costs, calendars",
        ),
    ),
    Action(
        "site.speak",
        Where.EVERYWHERE,
        "",
        Text("Site", "Site"),
        Text("Parler pour un autre site", "Speak for another site"),
    ),
    Action(
        "language",
        Where.EVERYWHERE,
        "ctrl+l",
        Text("English", "Français"),
        Text("Passer en anglais (switch to English)", "Switch to French (passer en français)"),
    ),
    Action(
        "theme",
        Where.EVERYWHERE,
        "ctrl+t",
        Text("Couleurs", "Colours"),
        Text("Couleurs : sombre, clair, contraste fort", "Colours: dark, light, high contrast"),
    ),
    Action(
        "picture",
        Where.EVERYWHERE,
        "",
        Text("Image", "Picture"),
        Text("Enregistrer une image de l’écran (SVG)", "Save a picture of the screen (SVG)"),
    ),
    Action(
        "quit",
        Where.EVERYWHERE,
        "ctrl+q",
        Text("Quitter", "Quit"),
        Text("Quitter ; le brouillon est gardé", "Quit; the draft is kept"),
    ),
)
