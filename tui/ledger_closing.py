"""The conditions of closing and the sheet that is signed, as they are told."""

from collections.abc import Iterator, Mapping

from rota.compliance.amounts import hours
from rota.explain import half_days
from rota.ledger.conditions import Condition
from rota.ledger.entry import LedgerUnit
from rota.words import Lang, Text
from rota.workspace.closing import Sheet
from tui.ledger_pages import said
from tui.pages import Entry

_KINDS = ("due", "done", "leave", "clearing")
CONDITIONS: Mapping[Condition, Text] = {
    Condition.NO_PENDING: Text("Tout le prévu a sa réponse", "All that was planned is answered"),
    Condition.NO_CONTRADICTION: Text("Aucune contradiction", "No contradiction"),
    Condition.CLEARED: Text(
        "Dettes entre sites réglées ou reportées", "Debts between sites settled or carried"
    ),
    Condition.COMPLETE: Text("Toutes les attestations sont traitées", "All statements are dealt with"),
    Condition.CHAIN: Text("La chaîne des écritures est intacte", "The chain of entries is whole"),
}
"""What each condition asks for."""
WHAT_TO_DO: Mapping[Condition, Text] = {
    Condition.NO_PENDING: Text("Voir ce qui manque, et de qui", "See what is missing, and from whom"),
    Condition.NO_CONTRADICTION: Text("Décider des écarts", "Decide the differences"),
    Condition.CLEARED: Text("Voir le solde et ses dettes", "See the balance and its debts"),
    Condition.COMPLETE: Text("Décider des écarts, ou compter", "Decide the differences, or count"),
    Condition.CHAIN: Text(
        "Ne rien signer ; lancer rota ledger verify et prévenir l’autre site",
        "Sign nothing; run rota ledger verify and tell the other site",
    ),
}
"""What to do where it does not hold."""
STEPS = {
    "proposed": Text("proposé : à l’autre site de signer", "proposed: the other site is to sign"),
    "signed": Text("signé : le mois est clos", "signed: the month is closed"),
    "closed": Text("déjà clos", "closed already"),
    "refused": Text("ne peut pas être clos", "cannot be closed"),
}


def sheet_told(sheet: Sheet, lang: Lang) -> Iterator[Entry]:
    """The sheet: its place in the chain, who signed, the balances at the end of the month."""
    yield said(HEAD.say(lang, seq=sheet.seq, head=sheet.head, statement=sheet.statement[:16]), "bold")
    for one in sheet.signatures:
        yield said(SIGNATURE.say(lang, site=one.site, at=f"{one.at:%d/%m/%Y %H:%M}"), "$success")
    for (unit, account), amount in sorted(sheet.balances.items(), key=repr):
        kind, _, part = account.partition(":")
        if kind in _KINDS and unit is LedgerUnit.HALF_DAY_60:
            name = ACCOUNTS[kind].say(lang, site=part.replace(":", " → "))
            yield said(f"   {half_days(amount):>8}  {name}")
        elif account.startswith("worked:"):
            yield said(f"   {hours(amount):>8}  {WORKED.say(lang, site=part)}")


HEAD = Text(
    "Écriture {seq} · tête {head} · relevé {statement}", "Entry {seq} · head {head} · statement {statement}"
)
SIGNATURE = Text("Signé par {site} le {at}", "Signed by {site} on {at}")
ACCOUNTS = {
    "due": Text("½ journées encore dues à {site}", "half-days still due to {site}"),
    "done": Text("½ journées faites à {site}", "half-days done at {site}"),
    "leave": Text("½ journées d’absence à la charge de {site}", "half-days of leave at the charge of {site}"),
    "clearing": Text("½ journées dues entre sites : {site}", "half-days owed between sites: {site}"),
}
WORKED = Text("travaillées à {site}", "worked at {site}")
