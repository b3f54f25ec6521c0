from agent.writers.consequences import consequences
from tests.support import packs


def test_a_share_that_sets_the_segment_apart_is_followed_by_what_a_team_may_weigh() -> None:
    more = packs.share("customers:channel=store", "order in store", 150, "channels", 0.4)
    assert consequences([more]) == {more.id: "{S}. For sales: serve them well there."}


def test_nothing_follows_from_a_share_that_is_like_everybodys_or_lies_below() -> None:
    alike = packs.share("customers:channel=web", "order online", 150, "channels")
    less = packs.share("customers:channel=store", "order in store", 20, "channels", 0.4)
    assert consequences([alike, less]) == {}


def test_of_several_figures_of_a_kind_the_farthest_from_everybodys_is_taken() -> None:
    near = packs.share("customers:channel=web", "order online", 90, "channels", 0.4)
    far = packs.share("customers:channel=store", "order in store", 150, "channels", 0.4)
    assert list(consequences([near, far])) == [far.id]
