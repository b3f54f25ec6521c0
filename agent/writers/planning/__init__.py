"""Which evidence belongs to which part of a draft, and how many claims each part may hold."""

from agent.writers.planning.parts import Part, plan_parts, request_for

__all__ = ["Part", "plan_parts", "request_for"]
