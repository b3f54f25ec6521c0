"""The predictions of one customer, in words and among all customers."""

import pandas as pd

from personas.base import Record
from personas.phrasing import money, percent
from segments.prediction import TWO_PARTS
from workspace.figures import predicting
from workspace.workspace import Workspace

_CATEGORY = "category:"
_LAPSE, _SPEND = "lapse", "expected_cents"
_SCORES = {
    _LAPSE: "ordering nothing in the next 13 weeks",
    "soon": "ordering in the next 4 weeks",
    _SPEND: "spending expected in the next 13 weeks",
    "campaign": "answering the next campaign",
}


class Score(Record):
    """One prediction and where it stands among all customers."""

    name: str
    words: str
    value: float
    percentile: float
    """Share of the customers with a lower or the same score, 0..1."""
    chance: float | None = None
    """Of expected spending: how likely anything is ordered at all, 0..1, where the amount was told from that."""

    def spoken(self, currency: str) -> str:
        """The score as a person reads it: a probability in per cent, or an amount and what it comes from."""
        if self.name != _SPEND:
            return percent(self.value)
        amount = money(self.value, currency)
        if not self.chance:
            return f"{amount}, from past spending (not by way of the chance of ordering)"
        then = money(self.value / self.chance, currency)
        return f"{amount}: {percent(self.chance)} chance of ordering, times {then} if they do"


def scores_of(workspace: Workspace, customer: str) -> list[Score]:
    """Every prediction that is known of a customer, and where each stands."""
    scores = predicting.scores(workspace)
    own = scores[scores["customer_id"] == customer]
    found = []
    for name in scores.columns:
        known = own[name].dropna().to_numpy()
        if len(known) and (name in _SCORES or name.startswith(_CATEGORY)):
            value = float(known[0])
            percentile = float((scores[name].dropna().to_numpy() <= value).mean())
            chance = _chance_of_ordering(workspace, own) if name == _SPEND else None
            found.append(Score(name=name, words=_words(name), value=value, percentile=percentile, chance=chance))
    return found


def _chance_of_ordering(workspace: Workspace, own: pd.DataFrame) -> float | None:
    """How likely a customer orders at all, where what they are expected to spend was told from that."""
    fitted = predicting.outlook(workspace).report.fitted
    two_parts = fitted is not None and fitted.spend_method == TWO_PARTS and _LAPSE in own
    return 1 - float(own[_LAPSE].iloc[0]) if two_parts else None


def _words(name: str) -> str:
    return _SCORES.get(name) or f"buying {name.removeprefix(_CATEGORY).lower()} in the next 13 weeks"
