"""Choosing the words of a quote that are worth repeating."""

import re

from agent.verification.evidence_text import content_stems
from agent.verification.lexicon import bounded_pattern
from agent.writers.polarity import tokens
from personas.evidence import STAFF_NOTE, Quote
from retrieval.packs import is_hearsay, is_request

LONGEST = 40
"""Words beyond which a quotation is cut at the end of a sentence. Words, so that no name makes a quote longer."""
_SHORTEST, _GOOD_LENGTH = 6, range(9, 33)
_SUSPICIOUS = re.compile(
    r"\[(?:email|phone|card|iban|ip|url|name|address|account)[^\]]*\]"
    r"|https?:|www\.|@|\.(?:com|net|org)\b|\d[\d -]{8,}\d|!\[|\]\(|<[a-z/!]|[{}]"
    r"|\b(?:ignore|disregard|forget)\b.{0,40}\b(?:previous|above|prior|instructions?|prompt)\b"
    r"|\b(?:system prompt|assistant|language model|as an ai)\b"
    r"|\b(?:order|invoice|ticket|case|booking|account|reference|ref)\.? "
    r"(?:(?:no|nr|number|id)\b\.? ?)?#?[a-z]{0,3}-?\d{4,}",
    re.IGNORECASE | re.DOTALL,
)
_COUNTED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+(?:['’-][^\W_]+)*")
"""What counts as a word: where a script sets no blanks between words, each of its characters."""
_EXPECTED = re.compile(
    r"\b(?:i|we) (?:"
    r"(?:didn't|did not|never|wouldn't|hadn't) (?:\w+ )?(?:believed?|think|thought|expect(?:ed)?|imagined?)"
    r"|(?:was|were) (?:(?:very|quite|a bit|rather|so|really) )?"
    r"(?:going to|about to|sceptical|skeptical|doubtful|dubious|unsure|not (?:sure|convinced)|worried|ready to)"
    r"|(?:wasn't|weren't) (?:sure|convinced)|expected to|(?:had )?assumed|used to think"
    r"|thought (?:it|i|we|that|this|they)(?:'d| would))\b",
    re.IGNORECASE,
)
"""What a speaker once expected."""
_CAME_OF_IT = re.compile(
    r"\b(?:but|until|till|though|although|however|yet|now|turned out|turns out|instead|actually|in the end|wrong|how|"
    r"and (?:i|we|it|they|he|she|that|then)|then|after|still)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[,;:—–](?=\s)")
"""Where a clause ends for certain: "so" and "and" stand within clauses as well."""
_CONTRAST = re.compile(r"\W*(?:but|yet|although|though|however|only|if|unless|except|until)\b", re.IGNORECASE)
"""How what follows a cut begins where it changes what stands before it."""
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+[\"”’')]*|$)")
_TWO_OTHERS = re.compile(
    r"\b(?:both|neither|either)(?= (?:for|to|were|was|are|is|had|have|would|could|gave|said|told|did)\b)", re.I
)
"""Two of whom somebody spoke before."""
_OF_OTHERS = re.compile(r""""[^"]*"|“[^“”]*”|['‘].*['’]""")
_GREETINGS = {"hi", "hello", "hey", "dear"}
_LEANING = {"and", "but", "or", "so", "it", "that", "which", "because", "he", "she", "this", "these", "both", "one"}
"""Words with which a sentence leans on the one before it."""
_FIRST_PERSON = {"i", "my", "me", "we", "our", "i'm", "i've", "i'd", "i'll", "we're", "we've", "us"}


def usable(quote: Quote) -> bool:
    """Whether the words may be repeated by a writer that cannot judge them: no links, no orders, no placeholders.

    Nor one with a quotation mark that has no partner: nobody could tell where the quotation ends; nor one that is
    somebody else's words throughout: "You are number five in the queue." What staff noted is nobody's own words.
    """
    spoken = excerpt(quote)
    return (
        quote.speaker != STAFF_NOTE
        and not (spoken.count('"') % 2 or _OF_OTHERS.fullmatch(spoken.strip()))
        and not _SUSPICIOUS.search(quote.text)
        and len(tokens(spoken)) >= 5
    )


def stands_alone(quote: Quote) -> bool:
    """Whether the words say something with nothing beside them.

    Not what somebody once expected, without what came of it: "I didn't think I'd like it." is what the next sentence
    takes back. Nor what somebody else says, without what the speaker makes of it, nor a joke. Nor what begins with
    somebody of whom nobody has heard: "He came at ten.", "Neither would tell me.", nor what is asked of a support desk
    in one case: "Please send me a label."
    """
    spoken = excerpt(quote)
    unheard_of = tokens(spoken)[:1] in (["he"], ["she"]) or _TWO_OTHERS.search(spoken)
    hearsay = is_hearsay(quote) and _CAME_OF_IT.search(spoken) is None
    return not (_half_told(spoken) or of_another(quote) or unheard_of or hearsay or is_request(quote))


def _half_told(spoken: str) -> bool:
    straight = spoken.replace("’", "'")
    return _EXPECTED.search(straight) is not None and _CAME_OF_IT.search(straight) is None


def of_another(quote: Quote) -> bool:
    """Whether the words are somebody else's ("They said it takes five days."), without what came of it, or a joke."""
    straight = excerpt(quote).replace("’", "'")
    said = bounded_pattern("qualified", "another_said").search(straight)
    joking = bounded_pattern("qualified", "joke_said").search(straight)
    return joking is not None or (said is not None and _CAME_OF_IT.search(straight) is None)


def repeatable(quote: Quote) -> bool:
    """Whether the words may be repeated to whoever asked for them: they may be few, and a name in them is taken out."""
    spoken = excerpt(quote)
    bare = quote.text.replace("[name]", "")
    return not spoken.count('"') % 2 and not _SUSPICIOUS.search(bare) and len(tokens(spoken)) >= 2


def excerpt(quote: Quote) -> str:
    """The quotation: the whole quote, or its best run of sentences of at most LONGEST words."""
    if length(quote.text) <= LONGEST:
        return quote.text
    spans = [match.span() for match in _SENTENCE.finditer(quote.text) if match.group().strip()]
    runs = [
        quote.text[start:end].strip()
        for index, (start, _) in enumerate(spans)
        for _, end in spans[index : index + 3]
        if length(quote.text[start:end]) <= LONGEST
    ]
    return max(runs, key=_worth, default=_cut(quote.text))


def length(text: str) -> int:
    """The words of a text, names among them."""
    return len(_COUNTED.findall(text))


def strength(quote: Quote, about: str = "") -> float:
    """How well a quote speaks for itself (and for what it is about): length, person, wording."""
    spoken = excerpt(quote)
    return _worth(spoken) + 0.5 * min(_shared(spoken, about), 2) + (0.2 if quote.kind == "interview" else 0.0)


def names(quote: Quote, label: str) -> bool:
    """Whether a quote holds a word of a theme's label, as the checks compare them."""
    return _shared(quote.text, label) > 0


def _shared(text: str, label: str) -> int:
    """How many words of the label, small words aside, stand in the text, as the checks compare them."""
    return len(content_stems(label) & content_stems(text))


def _worth(spoken: str) -> float:
    words = length(spoken)
    fitting = 1.0 if words in _GOOD_LENGTH else 0.4 if _SHORTEST <= words <= LONGEST else 0.0
    found = tokens(spoken)
    first_person = 0.5 if not _FIRST_PERSON.isdisjoint(found) else 0.0
    begins = 0.3 if spoken[:1].isupper() else -0.2
    ends = 0.2 if spoken.rstrip().endswith((".", "!")) else 0.0
    inner_quotes = -0.8 if re.search(r"[\"“”]", spoken) else 0.0
    dangling = -0.4 if found[:1] and found[0] in _LEANING | _GREETINGS else 0.0
    question = -0.4 if spoken.rstrip().endswith("?") else 0.0
    return fitting + first_person + begins + ends + inner_quotes + dangling + question


def _cut(text: str) -> str:
    """The start of a long sentence up to the last stop behind which no "but" outweighs it; else up to a word."""
    limit = list(_COUNTED.finditer(text))[LONGEST - 1].end()
    ends = [match.end() for match in _STOP.finditer(text, 0, limit)]
    whole = [end for end in ends if length(text[:end]) >= _SHORTEST and not _CONTRAST.match(text[end:])]
    return text[: max(whole, default=limit)].rstrip(" ,;:—–-")
