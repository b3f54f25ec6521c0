"""How a draft came about, on its desk: what its story lost, what it leaves unsaid, what a model read for it."""

import streamlit as st

from personas.draft import Cost, Draft
from personas.errors import VerismError
from personas.lifecycle import EDITABLE
from personas.phrasing import counted
from personas.story import unsupported_sentences
from ui.web.parts import place, session
from ui.web.parts.markup import Html, draw, join, tag
from workspace.drafting import revising


def lost_story(draft: Draft) -> None:
    """A notice where sentences of the story rest on rejected claims, and the key that tells it again."""
    lost = unsupported_sentences(draft)
    if not lost or draft.status not in EDITABLE:
        return
    rests = "rests" if len(lost) == 1 else "rest"
    dropped = ", ".join(dict.fromkeys(claim_id for ids in lost.values() for claim_id in ids))
    about = (
        f"{counted(len(lost), 'sentence')} of the story ({', '.join(lost)}) {rests} on what was rejected ({dropped})"
    )
    what = "it" if len(lost) == 1 else "them"
    st.warning(f"{about}. A publication leaves {what} out.", icon=":material/link_off:")
    how = "Written anew from the claims that nobody rejected."
    st.button("Tell the story again", on_click=_tell_again, args=(draft,), help=how)


def how_it_was_made(draft: Draft) -> None:
    """What the evidence does not say, with the reasons, and the tokens that a model read for each part."""
    lost = draft.lost_parts.items()
    label = f"Not said: {len(draft.unknowns)}"
    if draft.cost.calls:
        label += f" · read by the model: {draft.cost.input_tokens:,} tokens"
    with st.expander(label, key="how-it-was-made"):
        rows = [tag("li", tag("b", one.section), f" {one.reason}") for one in draft.unknowns]
        rows += [
            tag("li", tag("b", "the model"), f" gave nothing for {', '.join(parts)}: {why}.") for why, parts in lost
        ]
        draw(tag("ul", *rows, class_="v-left") if rows else tag("p", "Nothing was left unsaid."))
        if draft.cost.calls:
            draw(tag("section", tag("h3", "What it took"), *_cost(draft.cost), class_="v-section"))


def _cost(cost: Cost) -> list[Html]:
    cached = f", of which {cost.cached_tokens:,} from the server's cache" if cost.cached_tokens else ""
    read = f"{cost.input_tokens:,} tokens read{cached}, {cost.output_tokens:,} written"
    usd = f", {cost.usd:.4f} US dollars" if cost.usd else ""
    rows = [join(tag("dt", part), tag("dd", f"{tokens:,}")) for part, tokens in cost.prompt_tokens.items()]
    return [tag("p", f"{counted(cost.calls, 'call')}, {read}{usd}."), tag("dl", *rows, class_="v-facts")]


def _tell_again(draft: Draft) -> None:
    try:
        done = revising.revise(session.workspace(), draft.id, "narrative", actor=session.actor())
    except VerismError as error:
        return session.flash("error", str(error))
    if done.added:
        place.show_new(done.draft, done.added[0])
    said = done.why_not or f"The story was told again: {counted(len(done.added), 'new sentence')} to decide on."
    return session.flash("error" if done.why_not else "success", said)
