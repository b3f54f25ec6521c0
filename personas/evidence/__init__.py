"""What a claim may rest on: quotes, statistics, themes, and the pack that freezes them for one draft."""

from personas.evidence.packs import Evidence, EvidencePack
from personas.evidence.quotes import STAFF_NOTE, Attribute, Cut, Quote, VoiceKind, placed_words
from personas.evidence.statistics import BY_DEFINITION, PERMISSIONS, PREDICTED, Population, Statistic, Unit, Window
from personas.evidence.themes import Rated, Theme

__all__ = [
    "BY_DEFINITION",
    "PERMISSIONS",
    "PREDICTED",
    "STAFF_NOTE",
    "Attribute",
    "Cut",
    "Evidence",
    "EvidencePack",
    "Population",
    "Quote",
    "Rated",
    "Statistic",
    "Theme",
    "Unit",
    "VoiceKind",
    "Window",
    "placed_words",
]
