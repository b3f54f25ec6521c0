"""The journey: quotes by stage, self-reported emotions, and counted behaviour."""

from collections.abc import Sequence

from agent.writers.extractive.essence import scenario
from agent.writers.extractive.material import Material
from agent.writers.extractive.sentences import figures, fill, template, theme_sentence, verbatim
from agent.writers.feelings import reported_emotion
from agent.writers.polarity import leaning
from agent.writers.protocol import Proposal, SectionRequest
from agent.writers.quotations import strength
from agent.writers.stages import counted_along, place, place_theme
from personas.draft import STAGES
from retrieval.packs import is_request

_EMOTIONS = 3


def journey_proposals(request: SectionRequest) -> list[Proposal]:
    """The scenario, then the cells that the evidence fills; an empty cell stays empty.

    Where not all may be told, every stage of which people speak is told of once before any is told of twice.
    """
    material = Material(request)
    counted = _counted(material)
    spoken = [*_pains(material), *_emotions(material), *_thoughts(material), *_actions(material)]
    return [*scenario(material), *counted, *_spread(spoken)][: request.limit]


def _spread(cells: Sequence[Proposal]) -> list[Proposal]:
    """The first cell of each stage, then the others, in the order given."""
    firsts: dict[str, int] = {}
    for number, cell in enumerate(cells):
        firsts.setdefault(cell.stage, number)
    ordered = sorted(enumerate(cells), key=lambda one: one[0] not in firsts.values())
    return [cell for _, cell in ordered]


def _thoughts(material: Material) -> list[Proposal]:
    """One quotation for each stage that any words name; those that report a feeling are left for the emotions."""
    request = material.request
    told = [alias for alias in material.left if not is_request(request.quotes[alias])]
    placed = {alias: placement for alias in told if (placement := place(request.quotes[alias])) is not None}
    thoughts = []
    for stage in STAGES:
        found = {a: placed[a] for a in material.left if a in placed and placed[a].stage == stage}
        plain = [a for a in found if reported_emotion(material.words(a)) is None] or list(found)
        best = max(plain, key=lambda a: len(found[a].cues) + strength(request.quotes[a]), default=None)
        if best is not None:
            material.use(best)
            thought = verbatim(best, material, section="thoughts", stage=stage)
            thoughts.append(thought.model_copy(update={"note": found[best].reason}))
    return thoughts


def _counted(material: Material) -> list[Proposal]:
    """What customers were counted doing, stage by stage: orders, visits, messages, returns."""
    alias_of = {statistic.id: alias for alias, statistic in material.request.statistics.items()}
    along = counted_along(material.request.statistics.values())
    return [
        figures([alias_of[figure.id] for figure in found], section=spot.lane).model_copy(update={"stage": spot.stage})
        for spot, found in along.items()
    ]


def _pains(material: Material) -> list[Proposal]:
    """The strongest complaint as a pain point and as an opportunity, in the stage that its quotes name."""
    complaints = sorted(material.themes("bad").items(), key=lambda found: -found[1].n)
    for alias, theme in complaints:
        stage = place_theme(theme, list(material.supporters(theme).values()))
        if stage is not None:
            pain = theme_sentence(template("journey", "pain"), alias, material, section="pain points")
            better = template("journey", "opportunity")
            chance = theme_sentence(better, alias, material, section="opportunities", kind="inference")
            return [claim.model_copy(update={"stage": stage}) for claim in (pain, chance)]
    return _complaint(material)


def _complaint(material: Material) -> list[Proposal]:
    """One complaint in the words of somebody, where no theme gathers any."""
    placed = {alias: place(material.request.quotes[alias]) for alias in material.left}
    alias = material.take_plain("bad", among=[alias for alias, found in placed.items() if found is not None])
    found = placed.get(alias or "")
    if alias is None or found is None:
        return []
    claim = verbatim(alias, material, section="pain points", stage=found.stage)
    return [claim.model_copy(update={"note": found.reason})]


def _emotions(material: Material) -> list[Proposal]:
    found: list[Proposal] = []
    for alias in material.left:
        quote = material.request.quotes[alias]
        emotion, placement = reported_emotion(material.words(alias)), place(quote)
        if emotion is None or placement is None or emotion.level * leaning(quote) < 0:
            continue
        claim = verbatim(alias, material, section="emotion", stage=placement.stage)
        level = f"{emotion.level:+d}"
        note = fill(template("notes", "emotion"), word=f"“{emotion.word}”", level=level)
        if placement.stage not in {other.stage for other in found} and len(found) < _EMOTIONS:
            material.use(alias)
            found.append(claim.model_copy(update={"note": note, "level": emotion.level}))
    return found


def _actions(material: Material) -> list[Proposal]:
    for alias, theme in material.request.themes.items():
        stage = place_theme(theme, list(material.supporters(theme).values()))
        if theme.topic in {"behaviours", "trigger", "decision criteria"} and stage is not None:
            action = theme_sentence(template("journey", "action"), alias, material, section="actions")
            return [action.model_copy(update={"stage": stage})]
    return []
