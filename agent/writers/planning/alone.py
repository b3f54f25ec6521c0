"""The plan of a single section, for a revision."""

from collections.abc import Collection

from agent.writers.aliases import Aliases
from agent.writers.planning.parts import Part
from agent.writers.planning.planner import plan_parts
from agent.writers.planning.quoting import Quotations
from agent.writers.planning.themes import themes_by_section
from personas.evidence import EvidencePack, Quote, VoiceKind
from retrieval.packs import sections_of

_CLAIMS = 60
_VOICES = 4


def plan_section(
    pack: EvidencePack, section: str, *, kinds: Collection[VoiceKind] = (), taken: Collection[str] = ()
) -> Part | None:
    """The part that writes a section, None when the pack holds nothing for it.

    With `kinds`, only what voices of these kinds say of it: no figures and no themes, which count every voice.
    `taken` are ids of quotes whose words stand elsewhere already.
    """
    if not kinds:
        return next((one for one in plan_parts(pack, journey=False, most=_CLAIMS) if one.section == section), None)
    aliases = Aliases(pack)
    spoken = [one for one in _voices(pack, section) if one.kind in kinds and one.id not in taken]
    chosen = Quotations(pack).take([one.id for one in spoken], _VOICES, section)
    if not chosen:
        return None
    quotable = tuple(aliases.of(one.id) for one in chosen)
    every = tuple(aliases.of(one.id) for one in spoken)
    return Part(section=section, quotes=every, quotable=quotable, limit=min(_VOICES, len(quotable)))


def _voices(pack: EvidencePack, section: str) -> list[Quote]:
    """What the section's themes rest on and what opposes them, then what is of the section by its own words."""
    themes = themes_by_section(pack).get(section, [])
    ids = dict.fromkeys(i for theme in themes for i in (*theme.quotes, *theme.opposing))
    ids |= dict.fromkeys(one.id for one in pack.quotes if section in sections_of(one))
    by_id = {one.id: one for one in pack.quotes}
    return [by_id[i] for i in ids if i in by_id]
