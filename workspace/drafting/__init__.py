"""Drafts of personas and journeys: packed, written, stored, and written again."""
