"""Knows the phrases in which a number word carries no number.

The list is short on purpose. A number that is missed lets a wrong figure pass as checked, a false
alarm only costs a look, so a word is read as a number unless the phrase around it is known here.
"""

from __future__ import annotations

from agent.numbers._tokens import Tokens
from agent.numbers._words import CARDINALS, DURATION_WORDS, FRACTION_PLURALS, FRACTIONS, NUMBER_WORDS, SCALES

_PHRASES = """
first of all|at first|at first sight|at first glance|first and foremost|first come first served|
first come , first served|in the first place|first thing|first things first|first hand|first aid|
first aider|first aiders|first name|first names|first class|first rate|first impression|
first impressions|safety first|comes first|come first|came first|puts customers first|
first person|first lady|first off|first up|customer first|digital first|mobile first|
second to none|second hand|second nature|second thought|second thoughts|second opinion|
second guess|second guessing|second best|split second|second class|second rate|on second thoughts|
every second counts|a second chance|second skin|in a second|wait a second|give me a second|
third party|third parties|third world|third person|third rate|third sector|third degree|
sixth sense|sixth form|seventh heaven|nth degree|eleventh hour|fifth wheel|
no one|no one else|one another|one by one|one to one|one on one|one off|one offs|one stop|one way|
one size fits all|one and only|one and the same|one sided|one sidedly|one time password|
square one|day one|for one thing|one of a kind|all in one|one and all|at one with|as one|
one at a time|one after another|one after the other|one or the other|one fits all|one or other|
one way or another|one thing or another|back to square one|one too many|it 's one thing|
two way|two faced|two tone|in two minds|of two minds|two and two together|two left feet|
it takes two|two a penny|the big three|three dimensional|three piece suit|four by four|
four wheel drive|four letter word|on all fours|five o'clock shadow|high five|high fives|
nine to five|cloud nine|on cloud nine|whole nine yards|the whole nine yards|dressed to the nines|
at sixes and sevens|six of one|deep six|forty winks|ten a penny|zero hours|zero hour|
zero tolerance|zero waste|net zero|zero rated|zero in|zeroed in|ground zero|from zero to hero|
zero sum|thanks a million|one in a million|a million dollar question|million dollar question|
a thousand apologies|at sixes|catch twenty two|
double check|double checks|double checked|double checking|double glazing|double glazed|
double sided|double breasted|double bed|double edged|double whammy|double standard|
double standards|double click|double stitched|double glazed|double decker|double entry|
double barrelled|double take|on the double|double up|double down|
triple check|triple checked|once again|once more|once upon a time|at once|all at once|
once and for all|once in a while|once in a blue moon|once over|once bitten|every once in a while|
half hearted|half heartedly|half baked|half way|half term|half time|the half of it|half the battle|
better half|half board|half measures|the other half lives|half brother|half sister|
time and a half|quarter master|at close quarters|close quarters|living quarters|
last quarter|this quarter|next quarter|each quarter|every quarter|per quarter|
the couple|newlywed couple|married couple|a married couple|young couple|
a young couple|elderly couple|couple with|couple who|
twenty four seven|24 / 7|24 - 7|24 x 7|catch - 22|catch 22|
third reich|
second life|first world|first aid kit|first aid kits|first floor|ground and first floor|
a bird in the hand|two birds with one stone|one step ahead|on the one hand|on one hand|
one hand|one thing is certain|one fine day|one day soon|one foot in|at one go|one swoop|
with one voice|one way street|rule number one|number one fan|look after number one|
one good turn|one last time|one and done|one for all|one fell swoop|
nine lives|seven year itch|
deep in thought|second in command|first refusal|first responder|first responders|
first language|second language|first mover|first mover advantage|first born|
first draft|first light|first foot|second wind|second fiddle|second home|second homes|
second string|second job|third rail|third eye|third age|third umpire|fourth estate|
""".replace("\n", "")

_BEFORE_PRONOUN = frozenset(
    "no this that which each every any another some such same what whichever whatever these those "
    "only-the loved little right wrong new old good better best bad worse worst cheap cheaper "
    "cheapest big bigger biggest small smaller smallest large larger largest black white red blue "
    "other next last previous current first second different similar nice expensive latest newest "
    "original replacement spare favourite favorite perfect great lighter heavier warm warmer hi-vis "
    "long short proper decent free older newer strong stronger broken".split()
)
_CLEAR_BEFORE = frozenset(
    "least most only just than exactly about over under nearly almost around approximately plus "
    "minus between precisely".split()
)
_CLEAR_AFTER = frozenset(
    "percent % per times point half third quarter more fold hundred thousand million billion dozen "
    "fourth fifth sixth seventh eighth ninth tenth thirds quarters hundredth".split()
)
_CLEAR_IF_NUMBER_FOLLOWS = frozenset({"in", "of", "out", "or", "to", "and", "-", "from"})
_PRONOUN_VERBS = frozenset(
    "must should can could may might would will shall needs has had is was does did cannot can't "
    "doesn't isn't wants feels knows expects".split()
)
_FUNCTION_WORDS = frozenset(
    "who whom that which when where why how if because so but and or as at by on with for from in "
    "into to of than then they we i you he she it the a an my our your their his her its this "
    "these those there here he's she's it's i'm are were be been again instead too either now yet "
    "after before until while whose without about not never always once they're thing".split()
)
_DETERMINERS = frozenset("the a an my our your their his her its each every any no this that".split())
_BETWEEN_ONE_AND_N = frozenset("of out every the our these those all a".split())
_BOUNDS = frozenset({"twice", "more", "fewer", "less"})
_DEGREES = frozenset("really very much more most less quite far slightly rather so too".split())
_SUBJECTS = frozenset("they we i you he she it the a my our your their his her this that".split())
_CLAUSE_ENDS = frozenset({"", ".", ",", ";", ":", "!", "?", ")", "\u2014", '"'})
_TIMES_PER = frozenset("a an per every each in daily weekly monthly yearly or and".split())


_Idiom = tuple[tuple[str, ...], tuple[str, ...]]


def _by_neighbour() -> dict[tuple[str, str, str], list[_Idiom]]:
    """Idioms as the words before (reversed) and after their first number word.

    The key is that word and the one after it, or before it when it is the last.
    """
    table: dict[tuple[str, str, str], list[_Idiom]] = {}
    for phrase in filter(None, _PHRASES.split("|")):
        words = [word for word in phrase.split() if word != "-"]
        place = next((i for i, w in enumerate(words) if w in NUMBER_WORDS or w.isdigit()), None)
        if place is not None:
            before, after = tuple(reversed(words[:place])), tuple(words[place + 1 :])
            key = (words[place], "", after[0]) if after else (words[place], before[0], "")
            table.setdefault(key, []).append((before, after))
    return table


_TABLE = _by_neighbour()
_TRIGGERS = frozenset({key[0] for key in _TABLE} | {"one", "once", "first"})


def idiom_end(tokens: Tokens, index: int) -> int:
    """The token after the idiom around the number word at `index`; 0 when it is a number."""
    word = tokens.words[index]
    if word not in _TRIGGERS:
        return 0
    following = tokens.words[tokens.after(index)]
    longest = 0
    for key in ((word, "", following), (word, tokens.words[tokens.before(index)], "")):
        for before, after in _TABLE.get(key, ()):
            if _matches_back(tokens, index, before):
                longest = max(longest, _matched_end(tokens, index, after))
    if longest:
        return longest
    carries = _RULES.get(word)
    return index + 1 if carries is not None and not carries(tokens, index) else 0


def _matches_back(tokens: Tokens, index: int, words: tuple[str, ...]) -> bool:
    position = index
    for word in words:
        position = tokens.before(position)
        if tokens.words[position] != word:
            return False
    return True


def _matched_end(tokens: Tokens, index: int, words: tuple[str, ...]) -> int:
    position = index
    for word in words:
        position = tokens.after(position)
        if tokens.words[position] != word:
            return 0
    return position + 1


def _first_counts(tokens: Tokens, index: int) -> bool:
    """'First, ...' orders a text; 'the first order' counts."""
    return tokens.words[index + 1] not in (",", ":")


def _once_counts(tokens: Tokens, index: int) -> bool:
    """'once a month' and 'ordered once' count; 'once they arrive' is a conjunction."""
    before, after = tokens.words[index - 1], tokens.words[index + 1]
    if after in _TIMES_PER or before in _CLEAR_BEFORE:
        return True
    begins = before in _CLAUSE_ENDS or before in ("and", "but", "that", "who", "was", "were")
    return not begins and after not in _SUBJECTS


def _one_counts(tokens: Tokens, index: int) -> bool:
    """Whether 'one' is the number and not a pronoun."""
    before, after = tokens.words[tokens.before(index)], tokens.words[tokens.after(index)]
    if before in _BEFORE_PRONOUN or _after_adverb(tokens, index):
        return _is_of_number(tokens, index) or after in SCALES or after == "hundred"
    if after in _CLEAR_AFTER or after in FRACTIONS or _is_of_number(tokens, index):
        return True
    if after == "day":
        return _is_one_day(tokens, index, before)
    if after == "and" and _is_part(tokens, tokens.after(tokens.after(index))):
        return True
    if before in _CLEAR_BEFORE or after in DURATION_WORDS:
        return True
    if after == "of" or after in _PRONOUN_VERBS:
        return False
    if after in _CLAUSE_ENDS or after in _FUNCTION_WORDS:
        return not _is_pronoun(tokens, index, before)
    return True


def _after_adverb(tokens: Tokens, index: int) -> bool:
    """'a much lighter one'."""
    return tokens.words[index - 2] in _DEGREES and tokens.words[index - 3] in _DETERMINERS


def _is_part(tokens: Tokens, index: int) -> bool:
    """'a half', 'three quarters'."""
    name = tokens.words[tokens.after(index)]
    return name in FRACTIONS or name in FRACTION_PLURALS


def _is_of_number(tokens: Tokens, index: int) -> bool:
    """'one in five', 'one of the 50', 'one out of every ten', 'one or two'."""
    position = tokens.after(index)
    if tokens.words[position] not in _CLEAR_IF_NUMBER_FOLLOWS:
        return False
    for _ in range(4):
        position = tokens.after(position)
        word = tokens.words[position]
        if tokens.items[position].kind == "number" or word in CARDINALS or word in _BOUNDS:
            return word != "one"
        if word not in _BETWEEN_ONE_AND_N:
            return False
    return False


def _is_one_day(tokens: Tokens, index: int, before: str) -> bool:
    """'within one day' counts; 'One day the boots split' does not."""
    after = tokens.words[index + 2]
    return before not in _CLAUSE_ENDS and after not in _SUBJECTS


def _is_pronoun(tokens: Tokens, index: int, before: str) -> bool:
    """'the one', 'the right one', 'a cheaper one', 'for one,', 'one another'."""
    if before == "the" or (before == "for" and tokens.words[index + 1] == ","):
        return True
    if before in _CLAUSE_ENDS:
        return tokens.words[index + 1] not in _CLAUSE_ENDS
    return tokens.words[index - 2] in _DETERMINERS


_RULES = {"one": _one_counts, "once": _once_counts, "first": _first_counts}
