"""What fields of forms say: how a value is typed, and what is wrong with one."""

from rota.words import Text

NEEDED = Text("À remplir.", "This is needed.")
DAY_HINT = Text("24/12/2026 ou 2026-12-24", "2026-12-24 or 24/12/2026")
DAYS_HINT = Text("dates séparées par une espace", "days with spaces between")
NUMBER_HINT = Text("de {low} à {high}", "{low} to {high}")
NO_NUMBER = Text(
    "Il faut un nombre entier de {low} à {high}.", "A whole number from {low} to {high} is needed."
)
DURATION_HINT = Text("1h30, 1:30 ou 90 (minutes)", "1h30, 1:30 or 90 (minutes)")
NO_DURATION = Text(
    "Écrire 1h30, 1:30 ou 90 (minutes) ; {most} au plus.",
    "Write 1h30, 1:30 or 90 (minutes); {most} at most.",
)
TIME_HINT = Text("08:30 ou 8h30", "08:30 or 8h30")
NO_TIME = Text("Écrire l’heure ainsi : 08:30 ou 8h30.", "Write the time like 08:30 or 8h30.")
HALF_DAYS_HINT = Text("2, 0,5 ou 37+20/60", "2, 0.5 or 37+20/60")
NO_HALF_DAYS = Text(
    "Écrire un nombre de demi-journées comme 2 ou 0,5 ; {most} au plus.",
    "Write a number of half-days such as 2 or 0.5; {most} at most.",
)
CHOICE_HINT = Text(
    "↑ ↓ choisissent ; les premières lettres suffisent", "↑ ↓ choose; the first letters are enough"
)
SEVERAL = Text("Encore {count} possibles : {known}.", "{count} are possible: {known}.")
NO_CHOICE_NEAR = Text(
    "« {found} » n’existe pas. Vouliez-vous dire « {near} » ?",
    "There is no “{found}”. Did you mean “{near}”?",
)
NO_CHOICE = Text("« {found} » n’existe pas. Possibles : {known}.", "There is no “{found}”. Known: {known}.")
