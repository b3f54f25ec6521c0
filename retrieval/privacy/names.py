"""Names of people, found by what stands around them; a gazetteer would take "Will", "Mark" and "Grace" for people.

Only a capitalised word in a place where English puts a person is taken: after "served by", "a lad called",
"thanks to", or before "at the counter". A word that is usually no name, or that the caller protects (a place, a
brand), stays.
"""

import re
from collections.abc import Collection, Iterator

from retrieval.privacy.spans import Span

_NAME = r"(?P<name>[A-ZÀ-Ý][a-zà-ÿ'’]{1,14}(?:-[A-Z][a-z]+)?(?: (?!At|In|On|From|And|The|For)[A-ZÀ-Ý][a-zà-ÿ'’]{2,14}){0,2})"
_PERSON = (
    r"(?:lad|lass|lady|girl|guy|man|woman|bloke|chap|gentleman|fella|fellow|member of staff|assistant|manager"
    r"|advisor|adviser|colleague|someone|somebody|one|kid|mate|boss|driver|person|agent|rep)"
)
_CUES = (
    r"\b(?:[Ss]erved by|[Hh]elped by|[Ss]poke (?:to|with)|[Ss]peaking (?:to|with)|[Dd]ealt with by|[Aa]ssisted by|[Aa]sk for|[Aa]sked for"
    r"|[Tt]hank you|[Tt]hanks|[Ss]hout ?out to|[Cc]redit to|[Hh]ats off to|[Kk]udos to|[Pp]raise for|[Cc]heers)"
    r"(?: so much| very much| again)?(?:,? to| goes to)?,? (?:a |the |our |my |you |both )?(?:lovely |nice |amazing |brilliant |young )*",
    rf"\b(?:[Aa]|[Tt]he|[Oo]ur|[Mm]y|[Tt]hat|[Tt]his|[Nn]ice|[Ll]ovely|[Yy]oung|[Yy]our)(?: \w+)? {_PERSON},? ?"
    r"(?:called|named|by the name of|whose name (?:is|was)|\(I think) ",
    r"\b(?:[Cc]alled|[Nn]amed|[Nn]ame (?:is|was|of)|[Nn]ame's|[Mm]y name is|[Mm]y name's|I am called|I'm called) ",
    rf"\b(?:[Mm]y|[Oo]ur|[Tt]he) (?:\w+ )?(?:mate|colleague|manager|boss|supervisor|apprentice|husband|wife|son|daughter|brother|sister|neighbour|nephew|cousin|friend|partner|assistant|gaffer|foreman),? ",
    r"(?<!\w)(?:Mr|Mrs|Ms|Miss|Dr|Herr|Frau|Señor|Señora|Sr|Sra)\.? ",
    r"\b(?:[Rr]egards|[Ss]igned|[Yy]ours|[Ss]incerely),?\s+",
)
_PLACE = r"(?:counter|till|desk|shop|store|branch|checkout|phone|other end|customer services?|front desk|returns)"
_AFTER = (
    rf"(?= (?:at|in|on|behind|from) (?:the |your |our )?(?:[A-Z][a-z]+ )?{_PLACE}\b)",
    r"(?=,? (?:who|whoever) (?:served|helped|answered|runs|works|sorted|knows|measured|fitted|looked after))",
    rf"(?=,? (?:the|your|our) (?:\w+ )?(?:{_PERSON}|cashier|owner|fitter)\b)",
    r"(?= (?:was|is|has been) (?:so |very |really |extremely |super |incredibly )?(?:helpful|patient|polite|lovely|kind|friendly|rude|brilliant|amazing|fantastic)\b)",
)
_FOUND = (
    *(re.compile(cue + _NAME) for cue in _CUES),
    *(re.compile(r"(?<![\w'])" + _NAME + after) for after in _AFTER),
)
_NO_NAME = frozenset(
    """a an the and or but if so then this that these those it its he she they we you i my our your his her their there here
    what when where who why how which as at by for from in of off on out over to up with without not no yes nothing
    everything something anything everyone everybody someone somebody nobody anyone one two three four five all both
    some any most more much many other another same new old good great nice lovely best staff service customer
    customers team delivery shop store branch counter till desk website online phone email order orders quality size
    sizes product products price value really very always never again today yesterday tomorrow just only also even
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december christmas easter god lord english british german spanish american european
    trousers jacket jackets boot boots shoes clogs tunic shirt polo hoodie gloves pads vest workwear dress top jeans
    sweater skirt blouse pants fit material fabric colour color style comfort parking returns refund company
    everyone guys lads ladies folks all mum dad nan grandma boss manager driver amazon google trustpilot tesco asda
    royal mail dpd hermes evri facebook paypal well done bad shame only thank thanks cheers hello hi dear""".split()
)


def name_recogniser(protected: Collection[str] = ()) -> "_Names":
    """A recogniser of people's names in context; `protected` words (places, brands) are never names."""
    return _Names(frozenset(word.casefold() for word in protected))


class _Names:
    def __init__(self, protected: frozenset[str]) -> None:
        self._never = _NO_NAME | protected

    def __call__(self, text: str) -> Iterator[Span]:
        """Names in places where a person stands."""
        for pattern in _FOUND:
            for match in pattern.finditer(text):
                start, end = match.span("name")
                words = match.group("name").split()
                while words and self._is_common(words[-1]):
                    end -= len(words.pop()) + (1 if words else 0)
                if words and not self._is_common(words[0]):
                    yield Span("name", start, end)

    def _is_common(self, word: str) -> bool:
        return re.split(r"['’]", word.casefold())[0] in self._never


def mask_names(text: str, names: Collection[str], placeholder: str = "[name]") -> tuple[str, int]:
    """Replace the given people's names, whole words and in any case but all-lower ("will" stays); with the count."""
    parts = {part for name in names for part in re.findall(r"[^\W\d_][\w'’-]+", name) if len(part) > 1}
    if not parts:
        return text, 0
    longest_first = sorted({*(name for name in names if name.strip()), *parts}, key=lambda name: (-len(name), name))
    shapes = [shape for name in longest_first for shape in (re.escape(name[:1].upper() + name[1:]), re.escape(name.upper()))]
    return re.subn(rf"(?<!\w)(?:{'|'.join(shapes)})(?!\w)", placeholder, text)
