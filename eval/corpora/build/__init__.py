"""Seeded builders that render the example companies into the formats of real exports."""
