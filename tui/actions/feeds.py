"""What can be done with the calendars that phones subscribe to."""

from rota.words import Text
from tui.actions.action import Action, Where


def _of(id: str, keys: str, label: Text, sentence: Text, *, footer: int = 0) -> Action:  # noqa: A002
    return Action(f"feeds.{id}", Where.FEEDS, keys, label, sentence, footer)


def _made(id: str, keys: str, label: Text, sentence: Text, *, footer: int = 0) -> Action:  # noqa: A002
    return Action(f"token.{id}", Where.TOKEN, keys, label, sentence, footer)


FEEDS: tuple[Action, ...] = (
    _of(
        "create",
        "a",
        Text("Ajouter", "Add"),
        Text("Donner un calendrier à un appareil", "Give a calendar to a device"),
        footer=1,
    ),
    _of(
        "rotate",
        "r",
        Text("Renouveler", "Rotate"),
        Text(
            "Renouveler l’adresse d’un appareil ; l’ancienne cesse aussitôt",
            "Give a device another address; the old one ends at once",
        ),
        footer=2,
    ),
    _of(
        "revoke",
        "delete,x",
        Text("Révoquer", "Revoke"),
        Text("Révoquer l’adresse d’un appareil", "Revoke the address of a device"),
        footer=2,
    ),
    _of(
        "filter",
        "f",
        Text("Filtre", "Filter"),
        Text("Montrer aussi les adresses révoquées, ou non", "Show revoked addresses too, or not"),
        footer=3,
    ),
    _of(
        "reload",
        "ctrl+r",
        Text("Relire", "Read again"),
        Text("Relire la base partagée", "Read the workspace again"),
    ),
    _of(
        "back", "escape", Text("Planning", "Plan"), Text("Revenir au planning", "Back to the plan"), footer=4
    ),
)

TOKEN: tuple[Action, ...] = (
    _made(
        "view",
        "space,tab",
        Text("Code/liens", "Code/links"),
        Text(
            "Voir le code que le téléphone lit, ou les liens", "See the code that a phone reads, or the links"
        ),
        footer=1,
    ),
    _made(
        "copy",
        "c",
        Text("Copier", "Copy"),
        Text("Copier l’adresse https dans le presse-papiers", "Copy the https address to the clipboard"),
        footer=2,
    ),
    _made(
        "copy-webcal",
        "w",
        Text("Copier webcal", "Copy webcal"),
        Text("Copier l’adresse webcal dans le presse-papiers", "Copy the webcal address to the clipboard"),
        footer=3,
    ),
    _made(
        "copy-google",
        "g",
        Text("Copier Google", "Copy Google"),
        Text("Copier le lien pour Google Agenda", "Copy the link for Google Calendar"),
        footer=4,
    ),
    _made(
        "close",
        "escape,q",
        Text("Fermer", "Close"),
        Text("Fermer : cette adresse n’est plus jamais montrée", "Close: this address is never shown again"),
        footer=2,
    ),
)
