"""Which evidence belongs to which part of a draft, and how many claims each part may hold."""

from agent.writers.planning.alone import plan_section
from agent.writers.planning.parts import Part, request_for
from agent.writers.planning.planner import plan_journey, plan_parts

__all__ = ["Part", "plan_journey", "plan_parts", "plan_section", "request_for"]
