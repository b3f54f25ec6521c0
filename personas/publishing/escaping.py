"""Escaping of untrusted text for Markdown."""

import re

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_SPECIAL = re.compile(r"([\\`*_\[\]|~$^])")
_OPENING = re.compile(r"^([#+\-=:]|\d+(?=[.)](?:\s|$)))")
_ADDRESS = re.compile(r"(?<=\w)(:)(?=//)|(?<=\bwww)(\.)|(?<=\bmailto)(:)|(?<=\bxmpp)(:)", re.IGNORECASE)
_WORD_JOINER = "\u2060"


def escaped(text: str) -> str:
    """One line of plain text for Markdown: no heading, list, link, image, HTML or table of its own.

    Holds for CommonMark and for GitHub's, where an `@` needs an invisible word joiner lest an address become a link.
    """
    line = " ".join(text.split()).translate(_ENTITIES)
    line = _SPECIAL.sub(r"\\\1", line)
    line = _ADDRESS.sub(lambda found: "\\" + found.group(0), line)
    line = _OPENING.sub(_guarded, line)
    return line.replace("@", f"@{_WORD_JOINER}")


def code(text: str) -> str:
    """A code span that holds any text on one line."""
    line = " ".join(text.split())
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {line} {fence}" if line.startswith("`") or line.endswith("`") else f"{fence}{line}{fence}"


def _guarded(found: re.Match[str]) -> str:
    opening = found.group(0)
    return f"{opening}\\" if opening[0].isdigit() else f"\\{opening}"
