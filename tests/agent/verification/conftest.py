import pytest

from agent.verification import verify
from eval.suites import ClaimCase
from eval.suites.evidence import EvidenceFile, load_evidence


class Desk:
    """Builds claims over a small file of evidence and has them checked."""

    def __init__(self, file: EvidenceFile) -> None:
        self.pack, self.segment, self.persona_name = file.pack, file.segment, file.persona_name
        self._file = file

    def claim(self, text, kind="inference", cite=(), *, scope=None, by="writer", stage="", section="goals", **more):
        case = ClaimCase(id="1", text=text, kind=kind, cite=cite, scope=scope, by=by, stage=stage)
        return self._file.claim(case).model_copy(update={"section": section, **more})

    def labelled(self, case: ClaimCase):
        return self.verify(self._file.claim(case), planned=case.planned)

    def verify(self, claim, **more):
        return verify(claim, self.pack, self.segment, persona_name=self.persona_name, **more)


@pytest.fixture(scope="session")
def desk():
    return Desk(load_evidence("crew"))


@pytest.fixture(scope="session")
def bank():
    return Desk(load_evidence("traders"))
