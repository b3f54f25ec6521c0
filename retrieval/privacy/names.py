"""Recognising people's names: by their context, and first names that are no other word.

A capitalised word is taken in a place where English puts a person: after "served by", "a lad called", "thanks to", or
before "at the counter". First names that are hardly anything else ("Mehmet", "Sabine") are taken anywhere, but typed in
small letters only where a person stands. A word that is usually no name, or that the caller protects, stays.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator

from retrieval.data import word_list
from retrieval.privacy.first_names import FIRST_NAMES
from retrieval.privacy.ordinary import is_ordinary
from retrieval.privacy.spans import Recogniser, Span

_UPPER, _LOWER = "A-ZÀ-ÖØ-ÝĆČĐŁŚŠŽŻ", "a-zß-öø-ÿĀ-ſ"
_CLAN = "(?:[OD]['’]|Ma?c)"
_FIRST = rf"(?:{_CLAN}(?=[{_UPPER}]))?[{_UPPER}][{_LOWER}'’]{{1,14}}(?:-[{_UPPER}][{_LOWER}]+)?"
_PARTICLE = "(?:Ní|Nic|Ó|van|von|de|der|den|del|da|di|el|al|bin|ben)"
_LAST = (
    rf"(?: (?!At|In|On|From|And|The|For)(?:{_PARTICLE} ){{0,2}}(?:{_CLAN}(?=[{_UPPER}]))?"
    rf"[{_UPPER}][{_LOWER}'’]{{2,14}}){{0,2}}"
)
_INITIALS = rf"(?:[{_UPPER}]\. ?){{0,2}}"
_NAME = rf"(?P<name>{_INITIALS}{_FIRST}{_LAST}(?: (?:and|&|und|y|et) {_FIRST}{_LAST})?)"
_AND = re.compile(r" (?:and|&|und|y|et) ")
_PERSON = "(?:" + "|".join(re.escape(word) for word in word_list("person_words")) + ")"
_BETWEEN = (
    r"(?: so much| very much| again)?(?:,? to| goes to)?,? (?:a |the |our |my |you |both )?"
    r"(?:lovely |nice |amazing |brilliant |young )*"
)
_CUES = (
    rf"\b(?i:{'|'.join(word_list('before_a_name'))}){_BETWEEN}",
    rf"\b(?i:a|the|our|my|that|this|nice|lovely|young|your)(?: \w+)? {_PERSON},? ?"
    r"(?:called|named|by the name of|whose name (?:is|was)|\(I think) ",
    r"\b(?i:called|named|name (?:is|was|of)|name's|my name is|I am called|I'm called) ",
    rf"\b(?i:my|our|the) (?:\w+ )?(?:{'|'.join(word_list('relations'))}),? ",
    r"(?<!\w)(?:Mr|Mrs|Ms|Miss|Dr|Herr|Frau|[Ss]eñora?|Sr|Sra|Monsieur|Madame|Mme|Signora?)\.? "
    r"(?:(?:Dr|Prof|Ing|Mag|Dipl)\.[ -]?)*",
    r"\b(?i:regards|signed(?: for)?(?: by)?|yours|sincerely)[,:]?\s+",
    rf"\b(?i:the|a|an|our|your|my|service|delivery) (?:\w+ )?(?i:{'|'.join(word_list('roles_of_staff'))}),? ",
    r"\b(?i:get) (?=\S+ to (?:call|ring|contact|email|phone))",
    r"\bI(?:'|’| a)m (?=\S+,? (?:an?|from|in|and I) )",
    r"\b(?i:this is|it['’]?s) (?=\S+ (?:again|here|from|speaking)\b)",
)
_PLACE = "(?:" + "|".join(word_list("places_of_staff")) + ")"
_PRAISE = "(?:" + "|".join(word_list("said_of_staff")) + ")"
_AFTER = (
    rf"(?= (?:at|in|on|behind|from) (?:the |your |our )?(?:[A-Z][a-z]+ )?{_PLACE}\b)",
    r"(?=,? (?:who|whoever) (?:served|helped|answered|runs|works|sorted|knows|measured|fitted|looked after))",
    rf"(?=,? (?:the|your|our) (?:\w+ )?(?:{_PERSON}|cashier|owner|fitter)\b)",
    rf"(?= (?:{'|'.join(word_list('deeds_of_staff'))})\b)",
    rf"(?= (?:was|is|were|are|has been) (?:so |very |really |extremely |super |incredibly )?{_PRAISE}\b)",
)
_CUED = tuple(re.compile(cue + _NAME) for cue in _CUES)
_FOLLOWED = tuple(re.compile(r"(?<![\w'])(?<!\bin )(?<!\bat )" + _NAME + after) for after in _AFTER)
_MAYBE = frozenset(word_list("names_that_are_words"))
_DEALT = (
    re.compile(rf"\b(?i:{'|'.join(word_list('before_a_known_name'))}) (?:(?i:old|young|little) )?{_NAME}"),
    re.compile(rf"(?<![\w'’-]){_NAME}(?= (?:{'|'.join(word_list('after_a_known_name'))})\b)"),
)
"""Where a word that is a first name as well is one: somebody asks, tells or pays it, or it says or thinks."""
_OF_A_PLACE = re.compile(r" (?:team|branch|store|shop|staff|depot|office|crew|warehouse|area)\b")
_CAPITALISED = re.compile(rf"(?<!\w)[{_UPPER}][{_LOWER}'’]{{1,14}}")
_ANY = re.compile(
    r"(?<![\w'’&-])(?<!\bSt )(?<!\bSt\. )(?<!\bSan )(?<!\bSanta )(?<!\bSão )"
    rf"(?=(?P<name>(?P<first>[{_UPPER}][{_LOWER}]{{1,14}}(?:-[{_UPPER}][{_LOWER}]+)?){_LAST}))"
)
_WHOLE = re.compile(rf"{_FIRST}(?: [{_UPPER}]\.?)?{_LAST}")
_WORD = re.compile(rf"(?<![\w@.'’-])(?:[{_LOWER}]{{3,15}}|[{_UPPER}]{{3,15}})(?![\w@-])")
_LETTERS = re.compile(r"[^\W\d_]{3,15}")
_TOLD = re.compile(
    rf"\b(?i:my name is|my name's|by the name of|{_PERSON},? (?:called|named)) (?P<name>[{_LOWER}]{{3,15}})\b(?! ')"
)
_BRANDS = frozenset(word_list("named_brands"))
_NO_NAME = frozenset(word_list("never_names"))


def is_first_name(word: str) -> bool:
    """Whether a word is on the list of first names, with its accents or without them, whatever else it may be."""
    folded = word.casefold()
    return folded in FIRST_NAMES or (not folded.isascii() and _without_accents(folded) in FIRST_NAMES)


def _without_accents(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


def name_recogniser(protected: Collection[str] = ()) -> Recogniser:
    """A recogniser of people's names in context; `protected` words (places, brands) are never names."""
    never = _NO_NAME | {word.casefold() for word in protected} if protected else _NO_NAME

    def recognise(text: str) -> Iterator[Span]:
        if not all(_is_common(word, never) for word in _CAPITALISED.findall(text)):
            yield from _in_context(text, never)
            yield from _known_by_themselves(text, never)
        yield from _in_another_case(text, never)

    return recognise


def _in_context(text: str, never: Collection[str]) -> Iterator[Span]:
    """Capitalised words where a person stands; an ordinary word before what staff did only begins the sentence."""
    for pattern in _CUED:
        for match in pattern.finditer(text):
            yield from _trimmed(match, never)
    for pattern in _FOLLOWED:
        for match in pattern.finditer(text):
            yield from filter(None, (_without_opener(text, span) for span in _trimmed(match, never)))
    for pattern in _DEALT:
        for match in pattern.finditer(text):
            if match["name"].split()[0].casefold() in _MAYBE:
                yield from _trimmed(match, never)


def _without_opener(text: str, span: Span) -> Span | None:
    """A name without the ordinary words before it ("Wojtka" of "Sadly Wojtka"); None where nothing is left."""
    words = text[span.start : span.end].split(" ")
    while words and is_ordinary(words[0]):
        words.pop(0)
    return span._replace(start=span.end - len(" ".join(words))) if words else None


def _in_another_case(text: str, never: Collection[str]) -> Iterator[Span]:
    """Names typed without capitals, or in capitals alone: known ones where a person stands, any after "my name is"."""
    folded = text.casefold()
    for match in _TOLD.finditer(text) if "name" in folded or "called" in folded else ():
        if not _is_common(match["name"], never):
            yield Span("name", *match.span("name"))
    if FIRST_NAMES.isdisjoint(_LETTERS.findall(folded)):
        return
    lowered = [match for match in _WORD.finditer(text) if _is_known(match[0], never)]
    yield from (Span("name", *match.span()) for match in lowered if match[0].isupper() and len(match[0]) > 3)
    raised = list(text)
    for match in lowered:
        raised[match.start() : match.end()] = match[0][0].upper() + match[0][1:].lower()
    starts, people = {match.start() for match in lowered}, set[str]()
    for span in _in_context("".join(raised), never) if starts and len(raised) == len(text) else ():
        if span.start in starts:
            people.add(text[span.start : span.end].casefold())
            yield span
    yield from (Span("name", *match.span()) for match in lowered if match[0].casefold() in people)


def _is_known(word: str, never: Collection[str]) -> bool:
    """Whether a word in small or in capital letters is a first name that is hardly anything else."""
    return not word.istitle() and (folded := word.casefold()) in FIRST_NAMES and folded not in never


def _known_by_themselves(text: str, never: Collection[str]) -> Iterator[Span]:
    """First names that are no other word, brand or place: they go wherever they stand, with the surname."""
    for match in _ANY.finditer(text):
        first, whole = match["first"].casefold(), match["name"].casefold()
        if is_first_name(first) and first not in never and " ".join(whole.split()[:2]) not in _BRANDS:
            yield from _trimmed(match, never)


def is_person(values: Collection[str]) -> bool:
    """Whether the values of a column are people's names: all of that shape, most with a known first name."""
    said = {value.strip() for value in values if value.strip()}
    if not said or not all(_WHOLE.fullmatch(value) for value in said):
        return False
    known = sum(is_first_name(value.split()[0]) for value in said)
    return known >= 0.6 * len(said) and (len(said) >= 3 or all(" " in value for value in said))


def mask_names(text: str, names: Collection[str], placeholder: str = "[name]") -> tuple[str, int]:
    """Replace the given people's names, whole words, capitalised or in capitals ("will" stays); with the count."""
    parts = {part for name in names for part in re.findall(r"[^\W\d_][\w'’-]+", name) if len(part) > 1}
    if not parts:
        return text, 0
    longest_first = sorted({*(name for name in names if name.strip()), *parts}, key=lambda name: (-len(name), name))
    shapes = [re.escape(shape) for name in longest_first for shape in (name[:1].upper() + name[1:], name.upper())]
    return re.subn(rf"(?<!\w)(?:{'|'.join(shapes)})(?!\w)", placeholder, text)


def _trimmed(match: re.Match[str], never: Collection[str]) -> Iterator[Span]:
    """Each person of a match without common words at the end; nobody whose first word is a common one."""
    start = match.start("name")
    for person in _AND.split(match["name"]):
        start = match.string.index(person, start)
        words = person.split()
        while words and _is_common(words[-1], never):
            words.pop()
        if words and not _is_common(words[0], never) and not _OF_A_PLACE.match(match.string, start + len(person)):
            yield Span("name", start, start + len(" ".join(words)))
        start += len(person)


def _is_common(word: str, never: Collection[str]) -> bool:
    return re.split(r"['’]", word.casefold())[0] in never
