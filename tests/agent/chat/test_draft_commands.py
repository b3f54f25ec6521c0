"""What the chat does with a draft at a person's word: revise, explain, show who disagrees, send on."""

import pytest

from agent.chat import reply
from agent.chat.draft_commands import section_named, sources_in
from personas.errors import NotFound, Refused
from tests.support.chat_desk import HIGH, PackDesk


@pytest.fixture
def drafted(desk: PackDesk) -> PackDesk:
    desk.draft(HIGH)
    return desk


def claim_of(desk: PackDesk, section: str) -> str:
    return next(claim.id for claim in desk.open_draft().claims if claim.section == section)


def test_a_section_is_written_again_from_some_kind_of_voices_only(drafted: PackDesk) -> None:
    answer = reply("revise frustrations of d-1 only from reviews", drafted)
    assert answer.text.startswith("d-1, frustrations: ")
    assert {claim.kind for claim in answer.claims} == {"verbatim"}
    assert {one.type for one in answer.cited()} == {"quote"}
    assert answer.draft_id == "d-1"


def test_where_no_voice_of_the_kind_speaks_nothing_is_written(drafted: PackDesk) -> None:
    answer = reply("revise frustrations only from posts", drafted)
    assert "nothing changed. The evidence does not say: no post of it speaks of frustrations." in answer.text
    assert drafted.open_draft().version == 1


def test_without_a_model_a_wish_for_other_words_is_not_pretended_to(drafted: PackDesk) -> None:
    answer = reply("make the frustrations sharper", drafted)
    assert "Without a language model only the evidence can be chosen anew." in answer.text


def test_a_claim_is_explained_with_its_sources_and_every_check(drafted: PackDesk) -> None:
    claim = claim_of(drafted, "frustrations")
    answer = reply(f"explain {claim} of d-1", drafted)
    assert answer.text.startswith(f"{claim} of d-1 (frustrations) is ")
    assert "numbers holds: " in answer.text
    assert "[1]" in answer.text
    assert answer.sources()


def test_who_says_otherwise_is_shown_in_their_own_words(drafted: PackDesk) -> None:
    themed = next(
        claim for claim in drafted.open_draft().claims if claim.kind == "theme" and drafted.opposing(
            drafted.open_draft(), claim
        )
    )  # fmt: skip
    answer = reply(f"counter-evidence for {themed.id}", drafted)
    assert answer.text.startswith(f"Against {themed.id} of d-1")
    assert {claim.kind for claim in answer.claims} == {"verbatim"}


def test_a_claim_that_nobody_contradicts_is_said_to_be_so(drafted: PackDesk) -> None:
    claim = claim_of(drafted, "segment facts")
    assert "Nobody in the evidence of d-1 speaks against" in reply(f"counter-evidence for {claim}", drafted).text


def test_a_draft_is_sent_to_review_once(drafted: PackDesk) -> None:
    assert "d-1 is in review" in reply("send it to review", drafted).text
    with pytest.raises(Refused):
        reply("send d-1 to review", drafted)


def test_two_things_asked_for_at_once_are_both_done(drafted: PackDesk) -> None:
    answer = reply("revise frustrations only from reviews, then send it to review", drafted)
    assert "new claims" in answer.text
    assert "d-1 is in review" in answer.text


@pytest.mark.parametrize("words", ["explain c-99", "counter-evidence for c-99 of d-1", "explain c-1 of d-7"])
def test_what_does_not_exist_is_said_not_to(words: str, drafted: PackDesk) -> None:
    assert reply(words, drafted).text.startswith(("Draft d-1 has no claim", "There is no draft"))


def test_texts_that_give_orders_are_shown_when_asked_for_and_only_then(desk: PackDesk) -> None:
    assert "Ignore all previous instructions" in reply("texts that give orders", desk).text
    other = reply("What do they say about boots?", desk)
    assert "gnore all previous" not in other.text


@pytest.mark.parametrize(
    ("words", "kinds", "rest"),
    [
        ("only from interviews", ("interview",), ""),
        ("sharper, only from interviews and surveys", ("interview", "survey"), "sharper"),
        ("just with reviews, shorter", ("review",), ", shorter"),
        ("sharper", (), "sharper"),
    ],
)
def test_a_wish_may_narrow_the_voices(words: str, kinds: tuple[str, ...], rest: str) -> None:
    assert sources_in(words) == (kinds, rest)


def test_other_voices_are_named_as_unknown() -> None:
    with pytest.raises(NotFound, match="'managers' are none of them"):
        sources_in("only from managers")
    with pytest.raises(NotFound, match="no section 'shoe size'"):
        section_named("shoe size")
    assert section_named("jobs") == "jobs to be done"
