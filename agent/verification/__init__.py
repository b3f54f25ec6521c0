"""The deterministic checks of the grounding contract: every claim against the evidence that it cites.

`verify` gives a claim its checks and its verdict, `verify_draft` does so for a whole draft. The checks read; they
never change a text or a citation, and they never ask a model. What they can and cannot see: docs/evaluation.md.
"""

from agent.verification.finding import Finding
from agent.verification.verdicts import SAFETY, decide
from agent.verification.verifying import verify, verify_draft, verify_in

__all__ = ["SAFETY", "Finding", "decide", "verify", "verify_draft", "verify_in"]
