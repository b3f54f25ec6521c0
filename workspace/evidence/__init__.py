"""The evidence of a workspace: indexed, searched, narrowed down, and told as themes."""
