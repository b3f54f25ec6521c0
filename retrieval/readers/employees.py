"""Who of a conversation is the company, where the file calls its two sides by words of its own."""

import pandas as pd

from retrieval.readers.message_layouts import STAFF, MessageColumns
from segments.tables.values.moments import to_moments

_BEGUN = 0.8
"""Share of the conversations that customers begin, at the least: who writes to a helpdesk writes first."""
_ENOUGH = 3
"""Conversations with both sides in them that tell it, at the least."""


def employees_among(frame: pd.DataFrame, known: MessageColumns) -> frozenset[str]:
    """What the column of senders calls the company's people; empty where a word tells it, and where it is not clear.

    Told where there are two senders ("us" and "them", 0 and 1): customers are those who begin the conversations.
    """
    if known.thread is None or known.sender is None:
        return frozenset()
    at = to_moments(frame[known.date]).at if known.date else pd.Series(pd.NaT, index=frame.index)
    said = pd.DataFrame({"at": at, "thread": frame[known.thread], "sender": frame[known.sender].str.strip()})
    said = said[said["sender"].ne("") & said["thread"].str.strip().ne("")].sort_values("at", kind="stable")
    senders = set(said["sender"])
    if len(senders) != 2 or any(map(STAFF.search, senders)):
        return frozenset()
    conversations = said.groupby("thread")["sender"]
    begun = conversations.first()[conversations.nunique() == 2].value_counts(normalize=True)
    answered = int((conversations.nunique() == 2).sum())
    if answered < _ENOUGH or begun.iloc[0] < _BEGUN:
        return frozenset()
    return frozenset(senders - {str(begun.index[0])})
