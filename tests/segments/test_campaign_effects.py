"""Campaigns per segment: mailed is not the same as caused."""

from datetime import timedelta

import pandas as pd
import pytest

from segments.features import build_features
from segments.statistics.effects import SURE, CampaignEffect, campaign_effects
from segments.tables import Tables
from tests.segments.shop import START, ledger, line

SENT = pd.Timestamp(START + timedelta(days=100))


def told(tables: Tables, held_out: int, spend: int, spend_held: int) -> CampaignEffect:
    """A campaign to 60 members of one segment, of whom a third answers."""
    people = [(f"r{n}", False, spend) for n in range(60)] + [(f"h{n}", True, spend_held) for n in range(held_out)]
    rows = [line(name, f"first-{name}", n % 50, 1000) for n, (name, _, _) in enumerate(people)]
    rows += [line(name, f"o-{name}", 101 + n % 20, cents + n % 7) for n, (name, _, cents) in enumerate(people) if cents]
    tables.add("a", "transactions", ledger(rows))
    nothing = pd.Series(pd.NaT, index=range(len(people)), dtype="datetime64[us, UTC]")
    frame = pd.DataFrame(
        {
            "campaign_id": "C1", "campaign_name": "Spring", "customer_id": [name for name, _, _ in people],
            "sent_at": [pd.NaT if held else SENT for _, held, _ in people],
            "opened_at": [SENT if not held and n % 3 == 0 else pd.NaT for n, (_, held, _) in enumerate(people)],
            "clicked_at": nothing, "redeemed_at": nothing, "holdout": [held for _, held, _ in people],
        }
    )  # fmt: skip
    tables.add("b", "campaigns", frame)
    members = pd.DataFrame({"customer_id": [name for name, _, _ in people], "segment_id": "g-1"})
    (effect,) = campaign_effects(build_features(tables), members)
    return effect


def test_with_members_held_out_the_difference_is_what_was_caused(tables: Tables) -> None:
    effect = told(tables, 40, 3000, 1000)
    assert (effect.reached, effect.answered, effect.held_out) == (60, 20, 40)
    assert effect.caused_cents == pytest.approx(2000, abs=5)
    assert effect.interval is not None and effect.interval[0] > 0
    assert "more than chance" in effect.sentence("GBP")


def test_a_campaign_that_moved_nobody_is_called_chance(tables: Tables) -> None:
    effect = told(tables, 40, 1000, 1000)
    assert effect.rate == pytest.approx(1 / 3)
    assert "may be chance" in effect.sentence("GBP")


@pytest.mark.parametrize(
    ("held_out", "said"),
    [(0, "not the same as being moved"), (12, "12 were held out, too few"), (4, "Fewer than 5 were held out, too few")],
)
def test_without_enough_held_out_nothing_is_called_an_effect(tables: Tables, held_out: int, said: str) -> None:
    effect = told(tables, held_out, 3000, 1000)
    assert effect.caused_cents is None and said in effect.sentence()


def test_among_many_campaigns_a_difference_is_sure_only_after_correction(tables: Tables) -> None:
    effect = told(tables, 40, 3000, 1000)
    assert effect.q_value is not None and effect.q_value < SURE
    doubtful = effect.model_copy(update={"q_value": 0.2})
    assert "more than chance" in effect.sentence() and "among so many campaigns may be chance" in doubtful.sentence()


def test_without_campaigns_there_is_nothing_to_tell(tables: Tables) -> None:
    tables.add("a", "transactions", ledger([line("c", "o1", 0, 500)]))
    members = pd.DataFrame({"customer_id": ["c"], "segment_id": ["g-1"]})
    assert campaign_effects(build_features(tables), members) == []
