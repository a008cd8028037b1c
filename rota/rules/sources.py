"""The texts that rules quote, each once, with the day it was last read and how far it is confirmed."""

from datetime import date

from rota.rules.base import Source
from rota.words import Text

_READ = date(2026, 11, 22)

PHYSICS = Source(Text("Évidence", "Plain fact"), "", _READ, "H")
R6152_27 = Source(
    Text.same("Code de la santé publique, art. R6152-27"),
    "https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006072665/",
    _READ,
    "H",
)
R6152_504 = Source(
    Text.same("Code de la santé publique, art. R6152-504"),
    "https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006072665/",
    _READ,
    "H",
)
NEEDS = Source(Text("Besoins écrits par le service", "Needs stated by the service"), "", _READ, "?")
R6152_26 = Source(
    Text.same("Code de la santé publique, art. R6152-26"),
    "https://www.weka.fr/base-juridique/code_CSP_LEGISCTA000006199526.html",
    _READ,
    "H",
)
CONVENTION_CONTENT = Source(
    Text("Arrêté du 14/03/2017, contenu de la convention", "Arrêté of 14/03/2017, content of the convention"),
    "https://legal.tricoteuses.fr/articles/JORFARTI000034187503",
    _READ,
    "H",
)
REGIONAL_CALLS = Source(
    Text(
        "Appels à projets régionaux : Auvergne-Rhône-Alpes 2017 (≥ 50 %), Normandie (≥ 60 %)",
        "Regional calls: Auvergne-Rhône-Alpes 2017 (≥ 50 %), Normandie (≥ 60 %)",
    ),
    "https://www.normandie.ars.sante.fr/index.php/assistants-specialistes-regionaux-asr-en-es-candidatures-prolongees",
    _READ,
    "M",
)
CASE_STUDY = Source(
    Text(
        "Étude de cas d’un district d’internat, 14 entretiens (2018)",
        "Case study of a district, 14 interviews (2018)",
    ),
    "",
    _READ,
    "M",
)
LINES = Source(
    Text("Lignes de garde écrites par le service", "Duty lines stated by the service"), "", _READ, "?"
)
WISHES = Source(Text("Vœux du médecin ou du service", "Wishes of the doctor or the service"), "", _READ, "?")
DECIDED = Source(
    Text("Décision de qui tient le planning", "Decision of whoever keeps the plan"), "", _READ, "?"
)
A2003_1 = Source(
    Text(
        "Arrêté du 30/04/2003 sur la permanence des soins, art. 1 et 2",
        "Arrêté of 30/04/2003 on permanence of care, art. 1 and 2",
    ),
    "https://juriblio.fr/arretes/arrete-du-30-avril-2003/134820473/chapitre-ier",
    _READ,
    "H",
)
A2003_10 = Source(
    Text(
        "Arrêté du 30/04/2003 sur la permanence des soins, art. 10 B",
        "Arrêté of 30/04/2003 on permanence of care, art. 10 B",
    ),
    "https://juriblio.fr/arretes/arrete-du-30-avril-2003/chapitre-iii/article-10",
    _READ,
    "H",
)
A2021_REST = Source(
    Text(
        "Arrêté du 15/12/2021, repos de sécurité d’un établissement à l’autre",
        "Arrêté of 15/12/2021, safety rest between hospitals",
    ),
    "https://legal.tricoteuses.fr/articles/JORFARTI000044501289",
    _READ,
    "M",
)
DIRECTIVE_2003_88 = Source(
    Text("Directive 2003/88/CE, art. 5 et 16", "Directive 2003/88/EC, art. 5 and 16"),
    "https://eur-lex.europa.eu/eli/dir/2003/88/oj",
    _READ,
    "M",
)
LEAVE = Source(Text("Absences déclarées", "Absences declared"), "", _READ, "?")
COMPETENCE = Source(
    Text("Compétences et ancienneté demandées par le service", "Skills and seniority asked by the service"),
    "",
    _READ,
    "?",
)
SETTING = Source(Text("Réglage sans portée légale", "A setting without legal claim"), "", _READ, "?")
