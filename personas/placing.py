"""The section of a persona that a survey question belongs to, by the question's words."""

import re
from functools import lru_cache

QUESTION_WORDS: dict[str, str] = {
    "trigger": (
        "what made you|what prompted you|prompt*|how did you hear|how did you learn|heard about|first bought|"
        "what (?:first |finally )?(?:brought|got|led|drove|pushed) you|(?:set|sets|kicked) (?:it|this|that|things) off|"
        "(?:last|final) straw|how did (?:it|this|that|everything) (?:all )?(?:start|begin|come about)|"
        "why did you (?:first |finally )?(?:come|join|buy|book|sign up|choose us|decide to (?:come|join|buy|book))|"
        "when did you (?:first )?(?:realise|realize|decide|know you needed)|how did you (?:find out about|come across)|"
        "how did you (?:first |ever )?(?:come to|get into|end up)|"
        "what was (?:going on|happening)|when did (?:[a-z]+ ){1,4}(?:become|turn into|get to be)"
    ),
    "objections": (
        "hesita*|prevent*|stop you|stops you|stopped you|(?:hold|held|holds|holding) you back|"
        "put you off|puts you off|barrier*|concern*|worry|worries|worried|why not|doubts?|anything against|"
        "why (?:didn't|did not|wouldn't|would not|haven't) you"
    ),
    "price sensitivity": (
        "price*|pricing|cost|costs|costly|afford*|unafford*|expensive|cheap*|discount*|offer|offers|promotion*|coupon*|"
        "voucher*|value for money|money|budget*|fee|fees|spend*"
    ),
    "loyalty": (
        "loyal*|recommend*|(?:send|tell|bring) (?:us )?(?:a |your )?friends?|speak well of|"
        "buy again|come back|return*|repeat|switch*|stay*|membership|points|reward*|renew*|nps|net promoter|score \\(0"
    ),
    "frustrations": (
        "late|delay*|wrong|missing|poor|bad|slow*|mistake*|error*|problem*|issue*|difficult*|frustrat*|annoy*|"
        "unavailab*|complain*|fail*|damag*|broken|trouble*|disappoint*|confus*|dislike|hassle|rude*|long delivery|"
        "long wait*|queue*"
    ),
    "channels": (
        "channel*|medium|online|offline|in store|in-store|website|web|app|apps|branch*|platform*|device*|mobile|"
        "newsletter*|social media|"
        r"where (?:do|did|would) you (?:\w+ )?(?:buy|bought|shop|order|purchase|book|get|find|hear|see|look)"
    ),
    "behaviours": (
        "how often|how many|how long|how much|frequen*|when do you|when did you|usual*|last visit|last time|"
        "last purchase|last order|habit*|times a|days a|times per|per week|per month|per year|order time"
    ),
    "jobs to be done": "what do you use|use it for|use them for|what(?:'s| is) (?:it|this|that) for|purpose*|occasion*",
    "goals": (
        "would like|would you like|want*|wish*|improve*|hope*|change|different|differently|ideal|"
        r"(?:would|could|might) (?:make|get|bring|help|persuade|convince) you(?!.{0,15}\b(?:stop|leave|cancel|less)\b)|"
        r"make (?:it|this|that|things|us) better|perfect \w+ (?:do|be|look like)"
    ),
    "decision criteria": (
        "importan*|influenc*|matter|matters|mattered|what were you looking for|what (?:do|did) you look (?:for|at)|"
        "choos*|chose*|decid*|decision|factor*|criteria|compar*|prefer*"
    ),
    "motivations": (
        "ease|easy|easi*|convenien*|enjoy*|save time|saves time|saving time|time saving|like|love*|"
        "value most|appreciate*|comfort*|reason*|(?:do|does|did|doing) (?:best|well)|best about|best thing"
    ),
}
"""Section -> words and phrases of its questions, `*` for any ending; the first section that is met counts."""


@lru_cache(maxsize=4096)
def section_of(question: str, otherwise: str) -> str:
    """The first section whose words the question holds; else `otherwise`.

    English words only: a question in another language goes where all go of which nothing is known.
    """
    return next((section for section, words in _PATTERNS.items() if words.search(question)), otherwise)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words.replace('*', '[a-z]*')})\b", re.IGNORECASE)


_PATTERNS = {section: _pattern(words) for section, words in QUESTION_WORDS.items()}
