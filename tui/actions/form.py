"""What can be done in a form, and on a question above another screen."""

from rota.words import Text
from tui.actions.action import Action, Where

FORM: tuple[Action, ...] = (
    Action(
        "form.save",
        Where.FORM,
        "ctrl+s,enter",
        Text("Enregistrer", "Save"),
        Text("Enregistrer ce qui est rempli", "Save what is filled in"),
        footer=1,
    ),
    Action(
        "form.leave",
        Where.FORM,
        "escape",
        Text("Quitter", "Leave"),
        Text(
            "Quitter sans enregistrer ; la saisie est gardée pour la prochaine ouverture",
            "Leave without saving; what was typed is kept for the next opening",
        ),
        footer=1,
    ),
    Action(
        "form.again",
        Where.FORM,
        "ctrl+r",
        Text("Recommencer", "Start again"),
        Text("Remettre tous les champs comme au début", "Put all fields back as they were"),
        footer=2,
    ),
)

QUESTION: tuple[Action, ...] = (
    Action(
        "question.yes",
        Where.QUESTION,
        "y,o",
        Text("Oui", "Yes"),
        Text("Répondre oui", "Answer yes"),
        footer=1,
    ),
    Action(
        "question.no",
        Where.QUESTION,
        "n,escape",
        Text("Non", "No"),
        Text("Répondre non : rien ne change", "Answer no: nothing changes"),
        footer=1,
    ),
)
