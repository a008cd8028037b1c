"""What can be done with needs, duty lines, absences and wishes."""

from rota.words import Text
from tui.actions.action import Action, Where


def _facts(id: str, keys: str, label: Text, sentence: Text, *, footer: int = 0) -> Action:  # noqa: A002
    return Action(id, Where.FACTS, keys, label, sentence, footer)


FACTS: tuple[Action, ...] = (
    _facts(
        "facts.edit",
        "enter",
        Text("Modifier", "Edit"),
        Text(
            "Modifier ce qui est sous le curseur ; l’effet est montré avant d’enregistrer",
            "Edit what is under the cursor; the effect is shown before it is saved",
        ),
        footer=2,
    ),
    _facts(
        "facts.add",
        "a,insert",
        Text("Ajouter", "Add"),
        Text(
            "Ajouter un besoin, une ligne, une absence ou un souhait",
            "Add a need, a duty line, an absence or a wish",
        ),
        footer=2,
    ),
    _facts(
        "facts.end",
        "e",
        Text("Terminer", "End"),
        Text(
            "Donner un dernier jour à ce qui est sous le curseur", "Give what is under the cursor a last day"
        ),
        footer=4,
    ),
    _facts(
        "facts.withdraw",
        "x,delete",
        Text("Retirer", "Withdraw"),
        Text(
            "Retirer ce qui est sous le curseur ; les jours passés restent",
            "Withdraw what is under the cursor; past days stay",
        ),
        footer=3,
    ),
    _facts(
        "facts.undo",
        "u,ctrl+z",
        Text("Annuler", "Undo"),
        Text(
            "Annuler le dernier changement des faits, si rien n’a suivi",
            "Undo the last change of the facts, if nothing followed",
        ),
        footer=4,
    ),
    _facts(
        "facts.filter",
        "f",
        Text("Filtrer", "Filter"),
        Text("Ne montrer qu’un site, un service ou un poste", "Show one site, service or post only"),
        footer=3,
    ),
    _facts(
        "facts.next",
        "tab,right",
        Text("Suite", "Next"),
        Text("Passer à la liste suivante", "Go to the next list"),
    ),
    _facts(
        "facts.before",
        "shift+tab,left",
        Text("Avant", "Before"),
        Text("Revenir à la liste précédente", "Go back to the list before"),
    ),
    _facts("facts.needs", "1", Text("Besoins", "Needs"), Text("Montrer les besoins", "Show the needs")),
    _facts(
        "facts.lines",
        "2",
        Text("Lignes", "Lines"),
        Text("Montrer les lignes de garde et d’astreinte", "Show the duty lines"),
    ),
    _facts(
        "facts.absences", "3", Text("Absences", "Absences"), Text("Montrer les absences", "Show the absences")
    ),
    _facts("facts.wishes", "4", Text("Souhaits", "Wishes"), Text("Montrer les souhaits", "Show the wishes")),
    _facts(
        "facts.back",
        "escape,q",
        Text("Planning", "Plan"),
        Text("Revenir au planning", "Go back to the plan"),
        footer=5,
    ),
)
