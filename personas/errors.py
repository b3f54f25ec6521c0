"""The tree of errors that Verism raises on purpose, each with its exit code.

    VerismError                 something that a person can act on
    ├── BadInput                a file, a name or a value is wrong                 exit 2
    │   ├── UnknownFormat       no reader recognises the file
    │   └── NotFound            no such segment, draft, claim, persona
    ├── PrerequisiteMissing     a key, a server, an extra is missing               exit 3
    ├── Refused                 a rule of the house says no                        exit 4
    │   └── Stale               somebody else changed it first
    └── BelowBar                a suite or a check fell below its bar              exit 1

Each message says what is wrong and what to do about it. Commands print it without a traceback.
"""

from typing import ClassVar


class VerismError(Exception):
    """Something that a person can act on; the message says how."""

    exit_code: ClassVar[int] = 2


class BadInput(VerismError):
    """A file, a name or a value is wrong."""


class UnknownFormat(BadInput):
    """No reader recognises the file."""


class NotFound(BadInput):
    """There is no segment, draft, claim, persona or source of that name."""


class PrerequisiteMissing(VerismError):
    """A key, a server or an optional extra is missing."""

    exit_code: ClassVar[int] = 3


class Refused(VerismError):
    """A rule of the house says no: four eyes, an unverified claim, a wrong status."""

    exit_code: ClassVar[int] = 4


class Stale(Refused):
    """Somebody else changed it first; nothing was written."""


class BelowBar(VerismError):
    """A suite or a check fell below its bar."""

    exit_code: ClassVar[int] = 1
