"""What can be done in the ledger, and where a month is confirmed as planned."""

from rota.words import Text
from tui.actions.action import Action, Where


def _ledger(id: str, keys: str, label: Text, sentence: Text, *, footer: int = 0) -> Action:  # noqa: A002
    return Action(f"ledger.{id}", Where.LEDGER, keys, label, sentence, footer)


def _move(id: str, keys: str, sentence: Text) -> Action:  # noqa: A002
    return Action(f"ledger.{id}", Where.LEDGER, keys, sentence, sentence)


def _confirm(id: str, keys: str, label: Text, sentence: Text, *, footer: int = 0) -> Action:  # noqa: A002
    return Action(f"confirm.{id}", Where.CONFIRM, keys, label, sentence, footer)


LEDGER: tuple[Action, ...] = (
    _ledger(
        "open",
        "enter",
        Text("Ouvrir", "Open"),
        Text(
            "Ouvrir la ligne : son écart, ses écritures, ce qu’on peut en faire",
            "Open the line: its difference, its entries, what can be done with it",
        ),
        footer=1,
    ),
    _ledger(
        "confirm",
        "c",
        Text("Confirmer", "Confirm"),
        Text(
            "Confirmer comme prévu un jour, une semaine ou le mois, avec ses exceptions",
            "Confirm a day, a week or the month as planned, with its exceptions",
        ),
        footer=2,
    ),
    _ledger(
        "enter",
        "e",
        Text("Saisir", "Enter"),
        Text(
            "Attester une demi-journée : absence, remplacement, autre activité, horaires, déplacement",
            "State one half-day: absence, stand-in, other work, hours, call-out",
        ),
        footer=4,
    ),
    _ledger(
        "settle",
        "s",
        Text("Décider", "Decide"),
        Text("Décider de l’écart de la ligne", "Decide what becomes of the difference of the line"),
        footer=3,
    ),
    _ledger(
        "reconcile",
        "r",
        Text("Compter", "Count"),
        Text(
            "Rapprocher : compter ce qui est attesté et n’attend aucune décision",
            "Reconcile: count what is stated and waits for no decision",
        ),
        footer=3,
    ),
    _ledger(
        "close",
        "f",
        Text("Clore", "Close"),
        Text(
            "Clore le mois : ses conditions, puis la signature de votre site",
            "Close the month: its conditions, then the signature of your site",
        ),
        footer=4,
    ),
    _ledger(
        "view",
        "a",
        Text("Vue", "View"),
        Text("Changer de vue : un poste, tous les postes du mois", "Change the view: one post, all posts"),
        footer=5,
    ),
    _ledger(
        "differences",
        "d",
        Text("Écarts", "Differences"),
        Text("Montrer tous les écarts à décider du mois", "Show all differences of the month to be decided"),
        footer=6,
    ),
    _ledger(
        "missing",
        "m",
        Text("Attendus", "Awaited"),
        Text("Dire ce qui manque encore, et de qui", "Say what is still missing, and from whom"),
        footer=7,
    ),
    _ledger(
        "balance",
        "b",
        Text("Solde", "Balance"),
        Text(
            "Montrer tout le solde du poste : service, congés, gardes, 48 h, dettes",
            "Show the whole balance of the post: service, leave, duty, 48 h, debts",
        ),
        footer=8,
    ),
    _ledger(
        "import",
        "i",
        Text("Importer", "Import"),
        Text(
            "Importer le fichier de présence de votre site (CSV ou XLSX)",
            "Import the attendance file of your site (CSV or XLSX)",
        ),
        footer=9,
    ),
    _ledger(
        "take-back",
        "x",
        Text("Reprendre", "Take back"),
        Text(
            "Reprendre ce que la ligne a compté, avec une raison ; rien n’est effacé",
            "Take back what the line has counted, with a reason; nothing is erased",
        ),
    ),
    _ledger(
        "reopen",
        "",
        Text("Rouvrir", "Reopen"),
        Text("Demander la réouverture du mois clos, ou l’accepter", "Ask to open the closed month, or agree"),
    ),
    _ledger(
        "site",
        "v",
        Text("Site", "Site"),
        Text("Ne montrer qu’un site, puis l’autre, puis tous", "Show one site only, the other, then all"),
    ),
    _move("next", "n", Text("Écart suivant", "Next difference")),
    _move("previous", "N", Text("Écart précédent", "Previous difference")),
    _move("post-before", "comma,ctrl+up", Text("Poste précédent", "Post before")),
    _move("post-after", "semicolon,ctrl+down", Text("Poste suivant", "Post after")),
    _move("month-before", "pageup", Text("Mois précédent", "Month before")),
    _move("month-after", "pagedown", Text("Mois suivant", "Month after")),
    _move("back", "escape", Text("Revenir au mois, puis au planning", "Go back to the month, then the plan")),
)

CONFIRM: tuple[Action, ...] = (
    _confirm(
        "done",
        "enter",
        Text("Confirmer", "Confirm"),
        Text("Voir l’effet sur les soldes, puis confirmer", "See the effect on the balances, then confirm"),
        footer=1,
    ),
    _confirm(
        "absent",
        "space",
        Text("Absent", "Absent"),
        Text("Dire que cela n’a pas été fait, ou l’a été", "Say that this was not done, or was"),
        footer=2,
    ),
    _confirm(
        "replaced",
        "r",
        Text("Remplacé", "Replaced"),
        Text("Dire qui a remplacé", "Say who stood in"),
        footer=2,
    ),
    _confirm(
        "extent",
        "w",
        Text("Jour/semaine/mois", "Day/week/month"),
        Text("Confirmer un jour, une semaine ou le mois", "Confirm a day, a week or the month"),
        footer=3,
    ),
    _confirm(
        "posts",
        "p",
        Text("Postes", "Posts"),
        Text("Confirmer ce poste, ou tous ceux du site", "Confirm this post, or all of the site"),
        footer=3,
    ),
    _confirm(
        "back",
        "escape,q",
        Text("Retour", "Back"),
        Text("Revenir sans rien confirmer", "Go back and confirm nothing"),
        footer=1,
    ),
)
