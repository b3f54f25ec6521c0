"""What no claim may say unless what it cites says it: a promise, a cause, a feeling, a deed of somebody else."""

from typing import Final

from agent.verification.contradictions.comparing import told_of_another
from agent.verification.finding import first_found
from agent.verification.inquiry import Inquiry
from agent.verification.unsupported.absolutes import unexcepted
from agent.verification.unsupported.causes import unvoiced_cause
from agent.verification.unsupported.counted import beside_a_count
from agent.verification.unsupported.deeds import done_by_a_role
from agent.verification.unsupported.denials import undenied
from agent.verification.unsupported.exceptions import told_of_the_exception
from agent.verification.unsupported.informed import uninformed
from agent.verification.unsupported.irony import taken_at_its_word
from agent.verification.unsupported.pieced import never_told
from agent.verification.unsupported.presumed import asked_otherwise, presumed
from agent.verification.unsupported.promises import assured, promised
from agent.verification.unsupported.qualified import unqualified
from agent.verification.unsupported.restricted import unrestricted
from agent.verification.unsupported.speakers import done_by_another
from agent.verification.unsupported.telegraphic import notes_mixed
from agent.verification.unsupported.unfounded import feeling
from agent.verification.unsupported.voiced import untold_channel, untold_feeling, untold_need

_RULES: Final = (
    (promised, "promises what nothing cited says: the company must confirm it itself."),
    (assured, "assures of what no customer's words can show: the company must confirm it itself."),
    (unvoiced_cause, "gives a cause or an effect, and nobody cited does: an inference may say that it may be so."),
    (feeling, "says what people feel or think, and the cited figures count what they do or are."),
    (untold_feeling, "says what somebody feels, and nobody cited says so of themselves."),
    (untold_need, "says that somebody needs, prefers or wants it, and nobody cited says as much."),
    (untold_channel, "says where it is done, and nothing cited does."),
    (
        beside_a_count,
        "is told beside a figure that does not bear it; what may follow from it is a sentence of its own.",
    ),
    (unrestricted, "is said of one place or time in the cited words, and of all here."),
    (told_of_the_exception, "is told of what the cited words except."),
    (notes_mixed, "gives one thing what is said of another beside it."),
    (uninformed, "says what somebody was told, and nobody cited says that anybody told them."),
    (presumed, "takes for granted what its voices only ask for or suppose."),
    (asked_otherwise, "is not what the person who is quoted was asked about."),
    (undenied, "denies, and nobody cited says that anything is not so."),
    (unexcepted, "leaves no exception, and nobody cited says so."),
    (taken_at_its_word, "takes mocking praise at its word."),
    (done_by_another, "is told of the respondent, and in their words somebody else does it."),
    (done_by_a_role, "is told of the respondent, and in their words it is others who do it or are so."),
    (told_of_another, "compares, and the voice says it of something else."),
)
"""What finds words that nothing cited bears, and what is wrong with them; the first that finds any is told."""


def unsupported(inquiry: Inquiry) -> str:
    """What no claim of any kind may say unless what it cites says it: a promise, a cause, a feeling, a fact.

    A reviewer may draw conclusions of their own, and answers for the company: what they promise is its own promise.
    """
    if inquiry.claim.typed_by == "reviewer":
        return ""
    if reason := first_found(inquiry, _RULES):
        return reason
    found = never_told(inquiry) or unqualified(inquiry)
    return f"{found}." if found else ""
