"""The chat over a workspace: what it may rest on, and what it answers."""
