"""The library: sources, quotes, segments, drafts, events and publications in SQL."""
