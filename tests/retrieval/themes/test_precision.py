from pathlib import Path
from typing import Any

import pytest
import yaml

from retrieval.themes.clusters import NO_WORDS
from retrieval.themes.matching import read_text
from retrieval.themes.phrases import singular
from retrieval.themes.sides import shown_of
from retrieval.themes.terms import Found
from retrieval.themes.topics import load_topics

BAR = 0.95
PAIRS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "audit.yaml").read_text("utf-8"))
TOPICS = {topic.name for topic in load_topics()}


def yielded(pair: dict[str, Any]) -> bool:
    """Whether the quote is still counted for a theme of this label and side."""
    rating = float(pair["rating"]) if "rating" in pair else None
    reading = read_text(pair["text"], rating)
    if pair["label"] in TOPICS:
        said = reading.topics.get(pair["label"])
        return said is not None and pair["side"] in ("", said.side)
    wanted = [singular(word) for word in pair["label"].split()]
    words = [singular(word) for word in reading.spoken.words]
    places = [at for at in range(len(words)) if words[at : at + len(wanted)] == wanted]
    shown = (
        shown_of(reading.spoken, Found(at, at + len(wanted)), NO_WORDS, reading.phrases, rating).side for at in places
    )
    return any(pair["side"] in ("", side) for side in shown)


@pytest.mark.parametrize("sided", [True, False])
def test_nearly_every_quote_counted_for_a_theme_supports_it(sided: bool) -> None:
    counted = [pair for pair in PAIRS if bool(pair["side"]) == sided and yielded(pair)]
    right = sum(pair["supported"] for pair in counted)
    assert right / len(counted) >= BAR, [pair["text"] for pair in counted if not pair["supported"]]


def test_the_audit_still_covers_what_themes_count() -> None:
    supported = [pair for pair in PAIRS if pair["supported"]]
    assert len(PAIRS) >= 200
    assert sum(map(yielded, supported)) / len(supported) >= 0.9
