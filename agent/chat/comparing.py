"""The same figures of several segments, side by side."""

from agent.chat.answer import Answer, compose
from agent.chat.naming import fitting_segments, resolve
from agent.chat.sentences import MOST, checked
from agent.chat.services import EVERYBODY, ChatServices, Found
from agent.writers import Aliases, Proposal
from personas.claims import Claim
from personas.errors import NotFound
from personas.evidence import EvidencePack, Statistic


def compare(services: ChatServices, one: str, other: str) -> Answer:
    """The same figures of the segments that two names fit, side by side. Raises NotFound."""
    known = services.segments()
    sides = [fitting_segments(name, known) or [resolve(name, known)] for name in (one, other)]
    chosen = list({found.id: found for side in sides for found in side}.values())
    if len(chosen) > MOST:
        raise NotFound(f"{one!r} and {other!r} fit {len(chosen)} segments. Name two of them.")
    return _side_by_side([services.profile(found) for found in chosen])


def _side_by_side(profiles: list[Found]) -> Answer:
    figures = [{one.metric: one for one in found.pack.statistics} for found in profiles]
    shared = [metric for metric in figures[0] if all(metric in other for other in figures[1:])]
    telling = sorted(shared, key=lambda metric: not any(one[metric].differs for one in figures))
    metrics = telling[: max(1, (MOST + 1) // len(profiles))]
    rows: list[Statistic] = [one[metric] for metric in metrics for one in figures]
    pack = EvidencePack(id="comparison", segment_id=EVERYBODY.id, statistics=tuple(rows))
    names = {found.scope.id: found.scope.name for found in profiles}
    both = Found(question="", covered=bool(rows), pack=pack, names=names)
    aliases = Aliases(pack)
    claims = [_row(both, aliases, one, number) for number, one in enumerate(rows, start=1)]
    if not rows:
        return Answer(text="No figure is known of all of them.", abstained=True)
    return compose(claims, both, preface=f"{' and '.join(names.values())}, side by side:")


def _row(found: Found, aliases: Aliases, figure: Statistic, number: int) -> Claim:
    alias = aliases.of(figure.id)
    text = f"{figure.group}: {{{alias}}}."
    proposal = Proposal(text=text, kind="statistic", citations=(alias,), section="answer")
    return checked(found, proposal, aliases, f"c-{number}")
