"""A real, tiny model of inference for tests: what stands in a text is entailed, what it denies is contradicted."""

import re
from collections.abc import Sequence

from agent.judging import Entailment


class Overlap:
    """Entailment by the share of words that stand in the premise."""

    def predict(self, pairs: Sequence[tuple[str, str]]) -> list[Entailment]:
        return [self._one(_words(premise), _words(hypothesis)) for premise, hypothesis in pairs]

    def _one(self, premise: set[str], hypothesis: set[str]) -> Entailment:
        share = len(premise & hypothesis) / max(len(hypothesis), 1)
        if ("not" in premise) != ("not" in hypothesis):
            return Entailment(entailment=0.0, neutral=1 - share, contradiction=share)
        return Entailment(entailment=share, neutral=1 - share, contradiction=0.0)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))
