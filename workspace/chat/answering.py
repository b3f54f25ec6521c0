"""The chat's services over a workspace: segments, evidence for a question, profiles, drafts."""

from agent.chat import Found, Revised
from personas.claims import Claim
from personas.draft import Draft, SegmentReference
from personas.errors import NotFound
from personas.evidence import Quote
from personas.library import evidence as store
from personas.library import segments as segment_store
from personas.segment import Segment
from retrieval.answering import Evidence
from retrieval.injection import unfit_to_show
from workspace import segmenting
from workspace.chat.finding import MOST_THEMES, cited_pack, found_for
from workspace.chat.hearing import Voices
from workspace.drafting import drafting, drafts, revising
from workspace.publishing import publish
from workspace.reviewing.desk import counter_evidence
from workspace.workspace import Workspace


class WorkspaceServices:
    """The services that the chat uses."""

    def __init__(self, workspace: Workspace, actor: str, *, draft_id: str = "") -> None:
        self._workspace, self._actor, self._draft_id = workspace, actor, draft_id

    def segments(self) -> list[Segment]:
        """The segments in force."""
        return segmenting.segments(self._workspace)

    def find(self, question: str, segment: Segment | None) -> Found:
        """The evidence for a question, of one segment or of everybody."""
        return found_for(self._workspace, question, segment)

    def profile(self, segment: Segment) -> Found:
        """A segment's most telling figures and themes."""
        with self._workspace.library.read() as connection:
            statistics = segment_store.statistics_of(connection, segment.id)
            themes = segment_store.themes_of(connection, segment.id)[:MOST_THEMES]
            found = Evidence(True, (), (), "", (), tuple(statistics), tuple(themes))
            pack, _ = cited_pack(found, Voices(connection, segment.id), most=len(statistics))
        scope = SegmentReference.of(segment)
        return Found(question="", scope=scope, covered=True, pack=pack, names={segment.id: segment.name})

    def draft(self, segment: Segment) -> Draft:
        """Draft a persona and a journey for a segment, and store it."""
        draft = drafting.draft_segment(self._workspace, segment.id, actor=self._actor)
        self._draft_id = draft.id
        return draft

    def spoken_of(self) -> str:
        """The id of the draft that the talk is about; empty for none."""
        return self._draft_id

    def open_draft(self, draft_id: str = "") -> Draft:
        """A draft; without an id the one that the talk is about, else the newest. Raises NotFound."""
        wanted = draft_id or self._draft_id or next((one.id for one in drafts.summaries(self._workspace)), "")
        if not wanted:
            raise NotFound("There is no draft yet: “draft SEGMENT” makes one.")
        draft = drafts.load(self._workspace, wanted)
        self._draft_id = draft.id
        return draft

    def revise(self, draft_id: str, section: str, wish: str) -> Revised:
        """Write a section of a draft again, as wished, and store it. Raises Refused, NotFound, Stale."""
        return revising.revise(self._workspace, draft_id, section, actor=self._actor, wish=wish)

    def opposing(self, draft: Draft, claim: Claim) -> list[Quote]:
        """The quotes of a draft's evidence that speak against a claim."""
        return counter_evidence(draft, claim)

    def submit(self, draft_id: str) -> Draft:
        """Send a draft to review. Raises Refused."""
        return publish.submit(self._workspace, draft_id, actor=self._actor)

    def orders(self) -> list[Quote]:
        """The texts that try to give orders, which no answer and no draft rests on."""
        with self._workspace.library.read() as connection:
            return [quote for quote in store.iterate_quotes(connection) if unfit_to_show(quote.text)]
