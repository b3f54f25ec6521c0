"""Predicting who responds to the next campaign, from responses to earlier ones."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from segments.features import Features
from segments.prediction.probability import Backtest, ProbabilityModel, backtest, fit_probability
from segments.scoring import Numbers, enough
from segments.tables.fetching import to_frame

_HELD_OUT = 0.25


class Responses(NamedTuple):
    """A model of who answers, how it did, and each customer's probability for the next campaign."""

    model: ProbabilityModel
    test: Backtest
    expected: Numbers
    """Of the contacts that it was tested on."""
    happened: Numbers
    scores: pd.DataFrame
    """customer_id, probability; of customers who were written to before."""


def campaign_responses(features: Features) -> Responses | None:
    """Learn from all campaigns but the newest quarter of contacts, and test on those.

    An answer is an opening, a click or a redemption. None without campaigns, and under 100 answers and 100 silences
    in either part.
    """
    if "contacts" not in features.names:
        return None
    contacts = _contacts(features)
    cut = contacts["sent_at"].quantile(1 - _HELD_OUT) if len(contacts) else None
    learning, testing = contacts[contacts["sent_at"] < cut], contacts[contacts["sent_at"] >= cut]
    answered = testing["answered"].to_numpy(dtype="float64")
    first = fit_probability(_values(learning), learning["answered"].to_numpy(dtype="float64"))
    model = fit_probability(_values(contacts), contacts["answered"].to_numpy(dtype="float64"))
    if first is None or model is None or not enough(answered):
        return None
    share = float(learning["answered"].mean())
    risk = first.probability(_values(testing))
    test = backtest("answer the next campaign", "logistic regression on earlier answers", answered, risk, share)
    last = contacts.drop_duplicates("customer_id", keep="last")
    known = last.assign(sent=last["sent"] + 1, answers=last["answers"] + last["answered"], latest=last["answered"])
    scores = pd.DataFrame({"customer_id": known["customer_id"], "probability": model.probability(_values(known))})
    return Responses(model, test, risk, answered, scores.sort_values("customer_id").reset_index(drop=True))


def _contacts(features: Features) -> pd.DataFrame:
    """One row a message, the oldest first, with what its customer had been sent and had answered before."""
    table = features.table("contacts")
    reached = table.filter(~table.holdout & table.sent_at.notnull())
    known = reached.select("customer_id", "campaign_id", "sent_at", "opened_at", "clicked_at", "redeemed_at")
    frame = to_frame(known).sort_values(["sent_at", "campaign_id", "customer_id"]).reset_index(drop=True)
    frame["answered"] = frame[["opened_at", "clicked_at", "redeemed_at"]].notna().any(axis=1).astype("int64")
    by_customer = frame.groupby("customer_id")["answered"]
    frame["sent"] = by_customer.cumcount()
    frame["answers"] = by_customer.cumsum() - frame["answered"]
    frame["latest"] = by_customer.shift().fillna(0)
    return frame


def _values(contacts: pd.DataFrame) -> Numbers:
    sent, answers = contacts["sent"].to_numpy(dtype="float64"), contacts["answers"].to_numpy(dtype="float64")
    return np.column_stack([np.log1p(sent), np.log1p(answers), (answers + 1) / (sent + 2), contacts["latest"]])
