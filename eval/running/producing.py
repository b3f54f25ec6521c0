"""Running a case against the product: a draft, a question, a search, a claim.

Services are imported by name, so that those which load when first used are there before any thread asks for them.
"""

import time
from datetime import UTC, datetime
from threading import Semaphore
from typing import NamedTuple, Self

from langchain_core.callbacks import get_usage_metadata_callback

from agent.chat import ModelFailure
from agent.drafting import DraftRequest, draft_persona
from agent.judging import Judge
from agent.verification import verify
from eval.metrics import Produced
from eval.running.gold import check_gold, check_relevant, standing
from eval.running.judging import Asking
from eval.running.opening import Rooms
from eval.running.rooms import ACTOR, Room
from eval.suites import AttackCase, Case, ClaimCase, DraftCase, PassageCase, QuestionCase, RetrievalCase, SwapCase
from eval.suites.evidence import EvidenceFile, load_evidence
from eval.suites.exchanging import exchanged
from personas.claims import Citation, Claim
from personas.draft import Cost, Draft, SegmentReference
from personas.errors import PrerequisiteMissing, VerismError
from personas.evidence import EvidencePack, Quote
from workspace.chat.chatting import Conversation
from workspace.drafting.drafting import draft_segment
from workspace.evidence.searching import search_quotes
from workspace.segmenting import segment as load_segment
from workspace.settings import Settings
from workspace.writers import WriterKind, make_writer, model_of

_READERS = SegmentReference(id="g-1", name="Readers", rule="all", n=1, definition_version=1)
_DEPTH = 50


class Product(NamedTuple):
    """What cases are put to."""

    rooms: Rooms
    writer: WriterKind
    settings: Settings
    calls: Semaphore
    """Limits the calls to a model that all drafts together have under way."""
    judge: Asking | None = None
    """Who gives a second opinion on what is written."""

    @classmethod
    def of(cls, rooms: Rooms, writer: WriterKind, judge: Judge | None = None) -> Self:
        """The product in the workspaces of a run."""
        calls = Semaphore(rooms.settings.max_concurrency)
        return cls(rooms, writer, rooms.settings, calls, Asking(judge, calls) if judge else None)


def produce(case: Case, product: Product) -> Produced:
    """What the product gives for a case, with what it took. Raises whatever the product raises."""
    started = time.perf_counter()
    with get_usage_metadata_callback() as usage:
        produced = _produce(case, product)
    counted = [(used["input_tokens"], used["output_tokens"]) for used in usage.usage_metadata.values()]
    cost = produced.cost
    if counted and not cost.calls:
        tokens = sum(read for read, _ in counted), sum(written for _, written in counted)
        prices = model_of(product.settings).prices
        cost = Cost(input_tokens=tokens[0], output_tokens=tokens[1], calls=1, usd=prices.of(*tokens))
    return produced.model_copy(
        update={"cost": cost.model_copy(update={"seconds": round(time.perf_counter() - started, 4)})}
    )


def _produce(case: Case, product: Product) -> Produced:
    match case:
        case DraftCase():
            return _drafted(case, product)
        case QuestionCase():
            check_gold(case, product.rooms.of(case))
            return _asked(case, case.question, case.segment, product)
        case AttackCase():
            asked = _asked(case, case.ask or case.text, "", product)
            drafted = () if case.where == "question" else product.rooms.drafted(case)
            return asked.model_copy(update={"claims": drafted})
        case RetrievalCase():
            return _searched(case, product)
        case ClaimCase():
            file = load_evidence(case.evidence)
            return Produced(claims=(_checked(file, file.claim(case), case.planned, case.others),))
        case PassageCase():
            return Produced(claims=(_read(case),))
        case SwapCase():
            return _swapped(case, product)


def _drafted(case: DraftCase, product: Product) -> Produced:
    draft = _draft_in(product.rooms.of(case), case.segment, product, journey=case.journey)
    return Produced(draft=_slim(draft), segment_id=draft.segment.id, cost=draft.cost)


def _draft_in(room: Room, segment: str, product: Product, *, journey: bool) -> Draft:
    with room.alone_with(segment):
        return draft_segment(
            room.workspace, segment, actor=ACTOR, journey=journey, writer=product.writer, gate=product.calls
        )


def _asked(case: Case, words: str, segment: str, product: Product) -> Produced:
    room = product.rooms.of(case)
    answer = Conversation(room.workspace, actor=ACTOR, segment=segment or None).answer(words)
    if answer.model_failure is not None and (answer.model_failure.lasting or isinstance(case, QuestionCase)):
        raise _unanswered(answer.model_failure)
    return Produced(answer=answer, segment_id=load_segment(room.workspace, segment).id if segment else "")


def _unanswered(model_failure: ModelFailure) -> VerismError:
    """What the evidence says without the model is no answer of the model's, and is not scored as one.

    Of an attack it is: what a model wrote and the checks withheld was resisted.
    """
    if model_failure.lasting:
        return PrerequisiteMissing(model_failure.reason)
    return VerismError(f"The model did not answer: {model_failure.reason}.")


def _searched(case: RetrievalCase, product: Product) -> Produced:
    room = product.rooms.of(case)
    about = load_segment(room.workspace, case.segment).id if case.segment else None
    check_relevant(case, room)
    found = search_quotes(room.workspace, case.query, about, _DEPTH)
    ranked = tuple(quote for quote, _ in found)
    return Produced(ranked=ranked, gold=standing(case, room.said(about or "")), segment_id=about or "")


def _checked(file: EvidenceFile, claim: Claim, planned: bool = False, others: tuple[str, ...] = ()) -> Claim:
    return verify(claim, file.pack, file.segment, persona_name=file.persona_name, planned=planned, others=others)


def _read(case: PassageCase) -> Claim:
    """The sentence as an inference from the passage as one quote: `support` is then the check that speaks."""
    quote = Quote(
        id="q-1", source_id="s-1", document_id="d-1", start=0, end=len(case.passage), text=case.passage,
        respondent_id="r-1", segment_id="g-1", membership="rule",
    )  # fmt: skip
    pack = EvidencePack(id="p-1", segment_id="g-1", quotes=(quote,))
    cited = (Citation(evidence_id="q-1"),)
    return verify(Claim(id="c-1", section="goals", text=case.text, kind="inference", citations=cited), pack, _READERS)


def _swapped(case: SwapCase, product: Product) -> Produced:
    if case.segment:
        rooms = (product.rooms.of(case), product.rooms.swapped(case))
        drafts = [_slim(_draft_in(room, case.segment, product, journey=False)) for room in rooms]
        return Produced(draft=drafts[0], twin=drafts[1], segment_id=drafts[0].segment.id)
    file = load_evidence(case.evidence)
    other = file.swapped(case.swap)
    if not case.text:
        return Produced(draft=_draft_of(file, product), twin=_draft_of(other, product))
    claim = ClaimCase(id="1", evidence=case.evidence, text=case.text, kind=case.kind, cite=case.cite)
    after = claim.model_copy(update={"text": exchanged(case.text, case.swap)})
    return Produced(claims=(_checked(file, file.claim(claim)), _checked(other, other.claim(after))))


def _draft_of(file: EvidenceFile, product: Product) -> Draft:
    request = DraftRequest(
        draft_id="d-0", author=ACTOR, created_at=datetime.now(UTC), segment=file.segment, pack=file.pack,
        name=file.persona_name,
    )  # fmt: skip
    return draft_persona(request, make_writer(product.settings, product.writer), verify, gate=product.calls)


def _slim(draft: Draft) -> Draft:
    """The draft with the evidence that it cites, and the quotes of cited themes: what figures are taken from."""
    wanted = {citation.evidence_id for claim in draft.claims for citation in claim.citations or ()}
    themes = tuple(theme for theme in draft.pack.themes if theme.id in wanted)
    wanted |= {quote_id for theme in themes for quote_id in (*theme.quotes, *theme.opposing)}
    pack = draft.pack.model_copy(
        update={
            "quotes": tuple(quote for quote in draft.pack.quotes if quote.id in wanted),
            "statistics": tuple(figure for figure in draft.pack.statistics if figure.id in wanted),
            "themes": themes,
        }
    )
    return draft.model_copy(update={"pack": pack})
