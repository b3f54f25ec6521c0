"""Where a reviewer is in a draft: which claim is on the desk, which comes next, since when it is looked at."""

import time

import streamlit as st

from personas.claims import Claim
from personas.draft import Draft
from personas.forgetting import ERASED
from ui.web.parts.markup import Html, tag
from ui.web.parts.signs import weakness

BEGUN, DOING = "mode", "doing"
"""What was begun on the claim: the key of the tab's memory, and the name in the address that outlives the tab."""
_CLAIM, _LOOKING, _TURN = "claim", "looking", "turn"


def order(draft: Draft) -> list[str]:
    """Claim ids, the weakest first; fixed while the tab is open, so that an edited claim does not jump away."""
    key = f"order-{draft.id}"
    if key not in st.session_state:
        st.session_state[key] = [claim.id for claim in sorted(draft.claims, key=weakness)]
    return list(st.session_state[key])


def labels(draft: Draft) -> dict[str, str]:
    """Claim id -> its line in the list of claims, as it was when the tab was opened.

    The lines must not change while somebody works: a list whose chosen line changes its words counts as a choice. Only
    when words of somebody who was forgotten are gone from the draft, they go from the list too.
    """
    key, gone = f"labels-{draft.id}", {claim.id for claim in draft.claims if claim.text == ERASED}
    if key not in st.session_state or st.session_state[key][0] != gone:
        found = [named(draft, claim_id) for claim_id in order(draft)]
        lines = {
            claim.id: f"{number} · {claim.stage or claim.section} · {claim.text}"
            for number, claim in enumerate(found, start=1)
        }
        st.session_state[key] = (gone, lines)
    return dict(st.session_state[key][1])


def current(draft: Draft) -> Claim:
    """The claim that the address names, else the first that waits for somebody."""
    claim = draft.claim(st.query_params.get(_CLAIM, "")) or named(draft, first(draft))
    if st.session_state.get(_LOOKING, ("", 0.0))[0] != claim.id:
        st.session_state[_LOOKING] = (claim.id, time.monotonic())
    if st.query_params.get(_CLAIM) != claim.id:
        st.query_params[_CLAIM] = claim.id
    return claim


def looked_at(claim_id: str) -> float | None:
    """Seconds since the claim came on the screen; None for one that is not there."""
    looking, since = st.session_state.get(_LOOKING, ("", 0.0))
    return time.monotonic() - since if looking == claim_id else None


def go(claim_id: str) -> None:
    """Show another claim; what was begun on this one is put away."""
    st.query_params[_CLAIM] = claim_id
    leave()


def leave() -> None:
    """Nothing is begun any more."""
    st.session_state.pop(BEGUN, None)
    st.query_params.pop(DOING, None)


def move(draft: Draft, claim_id: str, steps: int) -> None:
    """To the next or the previous claim, round the ends."""
    ids = order(draft)
    go(ids[(ids.index(claim_id) + steps) % len(ids)])


def skip(draft: Draft, claim_id: str) -> None:
    """To the next claim that waits for somebody, leaving this one."""
    ids, waiting = order(draft), set(_waiting(draft))
    place = ids.index(claim_id)
    go(next((other for other in ids[place + 1 :] + ids[:place] if other in waiting), claim_id))


def jump() -> None:
    """To the claim chosen from the list."""
    chosen = str(st.session_state["go-to"])
    if chosen != st.query_params.get(_CLAIM):
        go(chosen)


def show_new(draft: Draft, claim_id: str) -> None:
    """Put the claims in order anew, as there are new ones, and show one of them."""
    for key in (f"order-{draft.id}", f"labels-{draft.id}"):
        st.session_state.pop(key, None)
    go(claim_id)


def first(draft: Draft) -> str:
    """The first claim that waits for somebody, else the first of all."""
    return (_waiting(draft) or order(draft))[0]


def named(draft: Draft, claim_id: str) -> Claim:
    """The claim of that id."""
    return next(claim for claim in draft.claims if claim.id == claim_id)


def end_of_turn() -> Html:
    """Drawn last: by its number the browser knows that everything before it answers the latest key."""
    number = st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    return tag("i", class_="v-turn v-hidden", data_turn=str(number))


def _waiting(draft: Draft) -> list[str]:
    """The claims that nobody decided; when there are none left, those that were edited and fail."""
    undecided = {claim.id for claim in draft.claims if claim.decision is None}
    waiting = undecided or {claim.id for claim in draft.claims if claim.kept and claim.blocking}
    return [claim_id for claim_id in order(draft) if claim_id in waiting]
