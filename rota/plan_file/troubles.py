"""What can be wrong in a plan file, in both languages."""

from rota.words import Text

NOT_FOUND = Text("{file} : ce fichier n’existe pas.", "{file}: there is no such file.")
UNREADABLE = Text("{file} : lecture impossible ({reason}).", "{file}: it cannot be read ({reason}).")
TOO_LARGE = Text(
    "{file} : plus de {limit} Mo, ce n’est pas un planning.", "{file}: over {limit} MB, it is no plan."
)
NOT_UTF8 = Text("{file} : le texte n’est pas en UTF-8.", "{file}: the text is not UTF-8.")
NOT_JSON = Text(
    "{file}, ligne {line}, colonne {column} : ce n’est pas du JSON.",
    "{file}, line {line}, column {column}: it is not JSON.",
)
TOO_DEEP = Text(
    "{file} : imbriqué trop profondément pour être un planning.", "{file}: nested too deeply to be a plan."
)
NUMBER = Text("{file} : le nombre {number} est refusé.", "{file}: the number {number} is refused.")
KEY_TWICE = Text("{file} : la clé {key} est donnée deux fois.", "{file}: the key {key} is given twice.")
NOT_A_PLAN = Text(
    "{file} : ce n’est pas un planning (« format » doit valoir « {format} »).",
    "{file}: it is not a plan (“format” must be “{format}”).",
)
OTHER_VERSION = Text(
    "{file} : version {found} du format ; ce programme lit la version {version}. Installer la version de rota"
    " qui l’a écrit, ou refaire le planning.",
    "{file}: version {found} of the format; this program reads version {version}. Install the rota that wrote"
    " it, or make the plan again.",
)
OTHER_SITE = Text(
    "{file} a été fait pour le dossier « {theirs} », et celui-ci est « {ours} ». Donner le dossier pour"
    " lequel il a été fait.",
    "{file} was made for the folder “{theirs}”, and this one is “{ours}”. Give the folder it was made for.",
)
CHANGED = Text(
    "{file} a été fait le {made} pour un autre état de ce dossier : le dossier a changé depuis. Refaire le"
    " planning avec --against {file}, qui garde ce qui peut l’être.",
    "{file} was made on {made} for another state of this folder: the folder has changed since. Make the plan"
    " again with --against {file}, which keeps what can be kept.",
)
FAULTS = Text(
    "{file} : {count} faute(s), le planning est refusé.", "{file}: {count} fault(s), the plan is refused."
)
MORE = Text("… et {count} autre(s).", "… and {count} more.")

MISSING = Text("{where} manque.", "{where} is missing.")
UNKNOWN_KEY = Text("{where} : clé inconnue.", "{where}: unknown key.")
WRONG_TYPE = Text("{where} : {what} attendu, et non {found}.", "{where}: {what} expected, not {found}.")
OUT_OF_BOUNDS = Text(
    "{where} : {found} est hors des bornes (de {least} à {most}).",
    "{where}: {found} is out of bounds ({least} to {most}).",
)
NOT_A_DAY = Text(
    "{where} : {found} n’est pas une date AAAA-MM-JJ.", "{where}: {found} is not a date YYYY-MM-DD."
)
NOT_AN_INSTANT = Text(
    "{where} : {found} n’est pas un instant AAAA-MM-JJThh:mm:ssZ.",
    "{where}: {found} is not an instant YYYY-MM-DDThh:mm:ssZ.",
)
NOT_ONE_OF = Text("{where} : {found} n’est pas l’un de {known}.", "{where}: {found} is not one of {known}.")
SPAN_BACKWARDS = Text("{where} finit avant de commencer.", "{where} ends before it starts.")
SPAN_LONG = Text("{where} dépasse {limit} jours.", "{where} is over {limit} days.")
UNKNOWN_CODE = Text(
    "{where} : {found} est inconnu du dossier.{meant}", "{where}: the folder does not know {found}.{meant}"
)
MEANT = Text(" Vouliez-vous dire « {near} » ?", " Did you mean “{near}”?")
ONE_WORK = Text(
    "{where} : une activité ou une ligne, l’une des deux exactement.",
    "{where}: an activity or a line, exactly one of them.",
)
SLOTS = Text(
    "{where}.slots : am, pm, night dans l’ordre, chacun une fois ; une activité tient une demi-journée.",
    "{where}.slots: am, pm, night in order, each once; an activity takes one half-day.",
)
LINE_ELSEWHERE = Text(
    "{where} : la ligne {line} n’est pas du service {service}.",
    "{where}: line {line} does not belong to service {service}.",
)
NO_REMOTE = Text(
    "{where} : {activity} ne se suit pas à distance.", "{where}: {activity} cannot be attended remotely."
)
OUTSIDE = Text("{where} : le {day} est hors de {span}.", "{where}: {day} is outside {span}.")
TWICE = Text("{where} est donné deux fois.", "{where} is given twice.")
PIN_ELSEWHERE = Text(
    "{where} : l’affectation n’est pas dans la case épinglée.",
    "{where}: the placement is not in the pinned cell.",
)
