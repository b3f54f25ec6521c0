"""Segments in the library: how they are defined, who speaks for them, what is known of them."""

from personas.library.segments.definitions import (
    current_definitions,
    list_segments,
    load_segment,
    next_version,
    save_segmentation,
)
from personas.library.segments.figures import (
    forget_groundwork,
    groundwork_of,
    load_statistic,
    save_groundwork,
    save_statistics,
    save_themes,
    statistics_of,
    themes_of,
)
from personas.library.segments.members import count_inferred, count_voices, known_members, save_inferred, save_voices

__all__ = [
    "count_inferred",
    "count_voices",
    "current_definitions",
    "forget_groundwork",
    "groundwork_of",
    "known_members",
    "list_segments",
    "load_segment",
    "load_statistic",
    "next_version",
    "save_groundwork",
    "save_inferred",
    "save_segmentation",
    "save_statistics",
    "save_themes",
    "save_voices",
    "statistics_of",
    "themes_of",
]
