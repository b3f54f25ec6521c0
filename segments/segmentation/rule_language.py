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

from personas.errors import BadInput
from segments.segmentation.rule_tokens import Token, tokens_of
from segments.segmentation.rule_tree import Column, Comparison, Joined, Literal, Membership, Not, Rule, Value

_DEEPEST = 50


def parse_rule(text: str) -> Rule:
    """The tree of a rule. Raises BadInput that shows where it stops making sense."""
    return _Parser(text).parse()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [*tokens_of(text), Token("end", "the end")]
        self._place = 0
        self._depth = 0

    def parse(self) -> Rule:
        rule = self._joined("or")
        if self._now.kind != "end":
            raise self._error("`and`, `or` or the end")
        return rule

    @property
    def _now(self) -> Token:
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
