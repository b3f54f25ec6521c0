"""Segments of a workspace: built, counted again, listed, profiled."""

from workspace.segmenting.building import build_all, refresh_members
from workspace.segmenting.reading import (
    Profile,
    members,
    profile,
    segment,
    segments,
    themes,
    voices,
    voices_frame,
    without_segment,
)
from workspace.segmenting.state import RULES
from workspace.segmenting.targets import build_target
from workspace.segmenting.turns import counting

__all__ = [
    "RULES",
    "Profile",
    "build_all",
    "build_target",
    "counting",
    "members",
    "profile",
    "refresh_members",
    "segment",
    "segments",
    "themes",
    "voices",
    "voices_frame",
    "without_segment",
]
