"""What can be done between one's own draft and the version that another site saved."""

from rota.words import Text
from tui.actions.action import Action, Where


def _merge(id: str, keys: str, label: Text, sentence: Text) -> Action:  # noqa: A002
    return Action(id, Where.MERGE, keys, label, sentence, 2)


MERGE: tuple[Action, ...] = (
    _merge(
        "merge.save",
        "a,ctrl+s",
        Text("Enregistrer", "Save"),
        Text(
            "Enregistrer ce qui est décidé comme version suivante", "Save what is decided as the next version"
        ),
    ),
    _merge(
        "merge.cell",
        "space",
        Text("Case", "Cell"),
        Text(
            "Prendre cette case dans l’autre version, ou la reprendre",
            "Take this cell from the other version, or back",
        ),
    ),
    _merge(
        "merge.post",
        "p",
        Text("Poste", "Post"),
        Text(
            "Prendre tout le poste dans l’autre version, ou le reprendre",
            "Take the whole post from the other version, or back",
        ),
    ),
    _merge(
        "merge.all",
        "t",
        Text("Tout", "All"),
        Text(
            "Prendre toute l’autre version, ou tout reprendre", "Take all of the other version, or all back"
        ),
    ),
    _merge(
        "merge.later",
        "escape,q",
        Text("Plus tard", "Later"),
        Text("Décider plus tard ; votre brouillon est gardé", "Decide later; your draft is kept"),
    ),
)
