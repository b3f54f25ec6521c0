"""The parser of segment rules: `age >= 55 and department_name == "Dresses"`.

    rule        or
    or          and ("or" and)*
    and         not ("and" not)*
    not         "not" not | "(" or ")" | comparison
    comparison  value (("==" | "!=" | "<" | "<=" | ">" | ">=") value)+ | value ["not"] "in" "(" value, ... ")"
    value       column | number | "text" | true | false

Columns are compared without regard to case, with blanks as underscores (`Department Name` is
`department_name`); a name with other characters stands in backquotes. Nothing is ever evaluated as Python.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from personas.errors import BadInput

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?)(?![\w.])|(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<name>[^\W\d]\w*|`[^`]+`)|(?P<operator>==|!=|<>|<=|>=|<|>|=)|(?P<punctuation>[(),\[\]-]))""",
    re.VERBOSE,
)
_WORDS = {"and", "or", "not", "in", "true", "false"}
_DEEPEST = 50


class Column(NamedTuple):
    """A column by the name that the rule uses."""

    name: str


class Literal(NamedTuple):
    """A number, a text, or true or false."""

    value: float | str | bool


Value = Column | Literal


class Comparison(NamedTuple):
    """`left operator right`, the operator one of == != < <= > >=."""

    left: Value
    operator: str
    right: Value


class Membership(NamedTuple):
    """`value in (...)` or, negated, `value not in (...)`."""

    value: Value
    among: tuple[Value, ...]
    negated: bool


class Not(NamedTuple):
    """`not rule`."""

    rule: "Rule"


class Joined(NamedTuple):
    """Rules joined by "and" or by "or"."""

    word: str
    rules: tuple["Rule", ...]


Rule = Comparison | Membership | Not | Joined


def parse_rule(text: str) -> Rule:
    """The tree of a rule. Raises BadInput that shows where it stops making sense."""
    return _Parser(text).parse()


def columns_of(rule: Rule) -> set[str]:
    """The names of all columns that a rule uses, as written."""
    match rule:
        case Comparison(left, _, right):
            values: tuple[Value, ...] = (left, right)
        case Membership(value, among, _):
            values = (value, *among)
        case Not(inner):
            return columns_of(inner)
        case Joined(_, rules):
            return set().union(*map(columns_of, rules))
    return {value.name for value in values if isinstance(value, Column)}


class _Token(NamedTuple):
    kind: str
    text: str
    start: int


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [*self._split(), _Token("end", "the end", len(text))]
        self._place = 0
        self._depth = 0

    def parse(self) -> Rule:
        rule = self._joined("or")
        if self._now.kind != "end":
            raise self._error("`and`, `or` or the end")
        return rule

    def _split(self) -> Iterator[_Token]:
        place, text = 0, self._text.rstrip()
        while place < len(text):
            match = _TOKEN.match(text, place)
            if match is None or match.lastgroup is None:
                raise BadInput(f"The rule {text!r} is not understood at {text[place:].strip()[:20]!r}.")
            kind, word = match.lastgroup, match.group(match.lastgroup)
            kind = "word" if kind == "name" and word.lower() in _WORDS else kind
            yield _Token(kind, word.lower() if kind == "word" else word, match.start(match.lastgroup))
            place = match.end()

    @property
    def _now(self) -> _Token:
        return self._tokens[self._place]

    def _take(self, *texts: str) -> bool:
        if self._now.kind in ("word", "operator", "punctuation") and self._now.text in texts:
            self._place += 1
            return True
        return False

    def _error(self, expected: str) -> BadInput:
        return BadInput(f"The rule {self._text!r} needs {expected} where it says {self._now.text!r}.")

    def _joined(self, word: str) -> Rule:
        def inner() -> Rule:
            return self._joined("and") if word == "or" else self._negated()

        rules = [inner()]
        while self._take(word):
            rules.append(inner())
        return rules[0] if len(rules) == 1 else Joined(word, tuple(rules))

    def _negated(self) -> Rule:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BadInput("The rule has too many parentheses. Split it into several segments.")
        try:
            if self._take("not"):
                return Not(self._negated())
            if self._take("("):
                rule = self._joined("or")
                if not self._take(")"):
                    raise self._error("a closing parenthesis")
                return rule
            return self._comparison()
        finally:
            self._depth -= 1

    def _comparison(self) -> Rule:
        left = self._value()
        negated = self._take("not")
        if self._take("in"):
            return Membership(left, self._list(), negated)
        if negated:
            raise self._error("`in`")
        found: list[Rule] = []
        while self._now.kind == "operator":
            operator = {"=": "==", "<>": "!="}.get(self._now.text, self._now.text)
            self._place += 1
            right = self._value()
            found.append(Comparison(left, operator, right))
            left = right
        if not found:
            raise self._error("a comparison such as `>= 3`")
        return found[0] if len(found) == 1 else Joined("and", tuple(found))

    def _further_words(self) -> Iterator[str]:
        """The rest of a column's name that has blanks in it."""
        while self._now.kind == "name":
            yield self._now.text.strip("`")
            self._place += 1

    def _list(self) -> tuple[Value, ...]:
        closing = {"(": ")", "[": "]"}.get(self._now.text)
        if closing is None:
            raise self._error("a list in parentheses")
        self._place += 1
        values = [self._value()]
        while self._take(","):
            values.append(self._value())
        if not self._take(closing):
            raise self._error(f"`{closing}`")
        return tuple(values)

    def _value(self) -> Value:
        if self._take("-"):
            value = self._value()
            if isinstance(value, Literal) and isinstance(value.value, float):
                return Literal(-value.value)
            raise self._error("a number after the minus sign")
        token = self._now
        self._place += 1
        match token.kind:
            case "number":
                return Literal(float(token.text))
            case "string":
                return Literal(re.sub(r"\\(.)", r"\1", token.text[1:-1]))
            case "name":
                return Column(" ".join([token.text.strip("`"), *self._further_words()]))
            case "word" if token.text in ("true", "false"):
                return Literal(token.text == "true")
        self._place -= 1
        raise self._error("a column, a number or a text in quotation marks")
