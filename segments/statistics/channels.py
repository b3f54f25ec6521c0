"""Measures of channels: where customers order."""

import re
from collections.abc import Iterator

from segments.features import CUSTOMERS, Features, channel_column
from segments.segmentation.parts import quoted
from segments.statistics.measures import Measure

_CHANNEL_WORDS = {
    "web": "online",
    "store": "in store",
    "app": "in the app",
    "phone": "by phone",
    "branch": "in a branch",
}
_PLACE = re.compile(r"(?:office|desk|counter|reception|centre|center|kiosk|booth|lobby|hall|hut|bar|stall)$")


def channel_measures(features: Features) -> Iterator[Measure]:
    """Orders and customers of each channel, where there is more than one."""
    if len(features.channels) < 2:
        return
    for channel in features.channels:
        words = _CHANNEL_WORDS.get(channel) or _by(channel)
        column = quoted(channel_column(channel))
        terms = (words.rsplit(" ", 1)[-1], channel)
        yield Measure(
            f"order_share:channel={channel}", f"are placed {words}", "channels", CUSTOMERS, column, "orders",
            population="orders", terms=terms, kind="ratio",
        )  # fmt: skip
        yield Measure(
            f"customers:channel={channel}", f"order {words}", "channels", CUSTOMERS, f"CAST({column} > 0 AS INTEGER)",
            terms=terms,
        )  # fmt: skip


def _by(channel: str) -> str:
    """A ledger's own channel in words: "by post", "by direct debit", "at the desk", "through the ticket office"."""
    words = channel.replace("_", " ")
    if not _PLACE.search(words):
        return f"by {words}"
    return f"through the {words}" if " " in words else f"at the {words}"
