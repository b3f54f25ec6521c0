"""Evidence packs: what a draft may cite, frozen."""

import pytest

from personas.evidence import Quote, Statistic, Theme
from retrieval.packs import build_pack, pack_hash

TEXTS = [
    "The crotch seam went after three months of ladders.", "Seam split right between the legs, on site.",
    "Stitching gives at the crotch after twelve weeks.", "The stitching is solid and the seams have held for a year.",
    "I want one invoice for each job please, not four of them.", "The refund took nineteen days to reach my bank.",
    "The staff are friendly and helpful every time I go.", "I buy when the winter starts and not before.",
    "I would never buy the cheap ones again.", "What matters most to me is that it keeps me dry.",
]  # fmt: skip


def _quotes(people: int = 10) -> list[Quote]:
    return [
        Quote(
            id=f"q-{place}",
            source_id="src-1",
            document_id=f"doc-{place}",
            start=0,
            end=len(text),
            text=text,
            respondent_id=f"r-{place % people}",
            segment_id="g-1",
            membership="rule",
        )
        for place, text in enumerate(TEXTS)
    ]


def _theme(number: int, quotes: list[str], opposing: list[str] | None = None, topic: str = "frustrations") -> Theme:
    return Theme(
        id=f"t-{number}",
        segment_id="g-1",
        label=f"theme {number}",
        n=len(quotes),
        of=10,
        quotes=tuple(quotes),
        opposing=tuple(opposing or []),
        topic=topic,
    )


def _statistic(number: int, denominator: float) -> Statistic:
    return Statistic(
        id=f"s-{number}",
        segment_id="g-1",
        metric="order_share",
        predicate="order online",
        group="Builders",
        value=0.5,
        unit="share",
        denominator=denominator,
    )


SEAMS = _theme(1, ["q-0", "q-1", "q-2"], ["q-3"])


def test_a_theme_comes_with_its_quotes_and_with_those_that_oppose_it() -> None:
    pack = build_pack("g-1", _quotes(), [], [SEAMS])
    ids = {quote.id for quote in pack.quotes}
    assert {"q-0", "q-1", "q-2", "q-3"} <= ids
    assert pack.themes == (SEAMS,) and pack.find("t-1") == SEAMS and pack.find("q-0") is not None


def test_a_theme_keeps_only_quotes_that_are_in_the_pack() -> None:
    pack = build_pack("g-1", _quotes(), [], [_theme(1, ["q-0", "q-unknown"], ["q-gone"])])
    assert pack.themes[0].quotes == ("q-0",) and pack.themes[0].opposing == ()


def test_a_theme_without_a_single_quote_at_hand_stays_out() -> None:
    assert build_pack("g-1", _quotes(), [], [_theme(1, ["q-unknown"])]).themes == ()


@pytest.mark.parametrize("people", [1, 2, 3])
def test_one_respondent_gives_at_most_three_quotes(people: int) -> None:
    pack = build_pack("g-1", _quotes(people), [], [SEAMS])
    given = [quote.respondent_id for quote in pack.quotes]
    assert given and all(given.count(person) <= 3 for person in given)


def test_no_section_takes_more_than_its_share_of_themes() -> None:
    themes = [_theme(number, [f"q-{number}"]) for number in range(9)] + [_theme(9, ["q-9"], topic="goals")]
    topics = [theme.topic for theme in build_pack("g-1", _quotes(), [], themes).themes]
    assert topics.count("frustrations") == 6 and topics.count("goals") == 1


def test_figures_of_fewer_than_five_people_are_not_shown() -> None:
    pack = build_pack("g-1", _quotes(), [_statistic(1, 190), _statistic(2, 4)], [])
    assert [statistic.id for statistic in pack.statistics] == ["s-1"]


def test_the_same_evidence_gives_the_same_pack_in_any_order_of_quotes() -> None:
    pack = build_pack("g-1", _quotes(), [_statistic(1, 190)], [SEAMS])
    assert build_pack("g-1", _quotes()[::-1], [_statistic(1, 190)], [SEAMS]) == pack
    assert pack.id == f"k-{pack.hash[:10]}"


def test_the_hash_is_of_everything_in_the_pack() -> None:
    pack = build_pack("g-1", _quotes(), [_statistic(1, 190)], [SEAMS])
    assert pack_hash(pack.segment_id, pack.quotes, pack.statistics, pack.themes) == pack.hash
    changed = [pack.quotes[0].model_copy(update={"text": "Something else."}), *pack.quotes[1:]]
    assert pack_hash(pack.segment_id, changed, pack.statistics, pack.themes) != pack.hash
    assert pack_hash("g-2", pack.quotes, pack.statistics, pack.themes) != pack.hash


def test_no_evidence_gives_an_empty_pack() -> None:
    pack = build_pack("g-1", [], [], [])
    assert pack.quotes == () and pack.themes == () and pack.statistics == () and pack.hash
