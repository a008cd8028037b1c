"""Where each post stands: balances, every rule over worked and planned time, forecasts, money, volumes.

Pure functions over the entries of the ledger and over plans; nothing here stores, prints or decides. Both
hospitals get the same figures from the same entries, whatever order they come in.
"""

from rota.compliance.aid import aid
from rota.compliance.balance import Balance
from rota.compliance.balancing import balances
from rota.compliance.cost import cost_shares, presence
from rota.compliance.judging import compliance
from rota.compliance.pay import additional_pay, duty_pay, territorial_bonus
from rota.compliance.reading import work
from rota.compliance.rows import Row, rows
from rota.compliance.standing import Crossing, Light, Line, Standing
from rota.compliance.sums import Known, Sum
from rota.compliance.volumes import volumes

__all__ = [
    "Balance",
    "Crossing",
    "Known",
    "Light",
    "Line",
    "Row",
    "Standing",
    "Sum",
    "additional_pay",
    "aid",
    "balances",
    "compliance",
    "cost_shares",
    "duty_pay",
    "presence",
    "rows",
    "territorial_bonus",
    "volumes",
    "work",
]
