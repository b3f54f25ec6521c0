"""Prompts from `prompts/<name>/v<N>.md`: strict about their variables, and immutable once recorded."""

import hashlib
import json
import re
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from personas.base import Record
from personas.errors import BadInput, NotFound

RECORD = "recorded.json"
"""Beside the prompts: name and version -> SHA-256. A recorded version never changes; a change is a new version."""

_VERSION = re.compile(r"v(\d+)\.md")
_FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_VARIABLE = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_PARTS = "\n=== user ===\n"


class Rendered(NamedTuple):
    """A prompt with its variables filled in."""

    system: str
    user: str


class Prompt(Record):
    """One version of one prompt."""

    name: str
    version: int
    purpose: str
    variables: tuple[str, ...]
    system: str
    user: str
    sha256: str

    @property
    def identity(self) -> str:
        """What is stored with a draft: `v1:sha256:...`."""
        return f"v{self.version}:sha256:{self.sha256}"

    def render(self, **values: str) -> Rendered:
        """The prompt with its variables filled in; what is filled in is never read as a variable.

        Raises BadInput when a variable is missing or is not one of the prompt's.
        """
        missing, unknown = set(self.variables) - set(values), set(values) - set(self.variables)
        if missing or unknown:
            wrong = [f"missing {', '.join(sorted(missing))}"] if missing else []
            wrong += [f"unknown {', '.join(sorted(unknown))}"] if unknown else []
            raise BadInput(f"Prompt {self.name} v{self.version}: variables {' and '.join(wrong)}.")
        return Rendered(*(_VARIABLE.sub(lambda m: values[m.group(1)], part) for part in (self.system, self.user)))


def load_prompt(name: str, version: int | None = None, folder: Path | None = None) -> Prompt:
    """A prompt, the latest version unless another is named. Raises NotFound, or BadInput when the file is wrong."""
    root = _root(folder)
    versions = _versions(root, name)
    if not versions or (version is not None and version not in versions):
        wanted = name if version is None else f"{name} v{version}"
        raise NotFound(f"There is no prompt {wanted!r}. Prompts: {', '.join(available(folder))}.")
    chosen = version if version is not None else max(versions)
    text = versions[chosen].read_text(encoding="utf-8")
    prompt = parse(text, name=name, version=chosen)
    recorded = _recorded(root).get(f"{name}/v{chosen}")
    if recorded not in (None, prompt.sha256):
        raise BadInput(
            f"Prompt {name} v{chosen} was changed after it was recorded. "
            f"Restore it and put the change in v{chosen + 1}.md."
        )
    return prompt


def available(folder: Path | None = None) -> tuple[str, ...]:
    """Every prompt's name and version, as `name/v1`."""
    root = _root(folder)
    names = sorted(entry.name for entry in root.iterdir() if entry.is_dir())
    return tuple(f"{name}/v{version}" for name in names for version in sorted(_versions(root, name)))


@cache
def parse(text: str, *, name: str, version: int) -> Prompt:
    """A prompt from the text of its file. Raises BadInput when its head or its variables are wrong."""
    text = text.replace("\r\n", "\n")
    found = _FRONT.match(text)
    if found is None:
        raise BadInput(f"Prompt {name} v{version} does not begin with a head between two lines of ---.")
    head = _head(found.group(1), name, version)
    system, divided, user = found.group(2).partition(_PARTS)
    if not divided:
        raise BadInput(f"Prompt {name} v{version} lacks the line `=== user ===` between its two parts.")
    used, declared = set(_VARIABLE.findall(found.group(2))), tuple(head["variables"])
    if used != set(declared):
        raise BadInput(
            f"Prompt {name} v{version} declares the variables {sorted(declared)} but uses {sorted(used)}: "
            "make them agree."
        )
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Prompt(
        name=name,
        version=version,
        purpose=head["purpose"],
        variables=declared,
        system=system.strip(),
        user=user.strip(),
        sha256=digest,
    )


def _head(text: str, name: str, version: int) -> dict[str, Any]:
    head = yaml.safe_load(text)
    keys = {"name", "version", "purpose", "variables"}
    if not isinstance(head, dict) or set(head) != keys:
        raise BadInput(f"Prompt {name} v{version}: its head must hold exactly {', '.join(sorted(keys))}.")
    if (head["name"], head["version"]) != (name, version):
        raise BadInput(f"Prompt {name} v{version}: its head says {head['name']} v{head['version']}.")
    return head


def _root(folder: Path | None) -> Traversable:
    return folder if folder is not None else resources.files(__package__ or "prompts")


def _versions(root: Traversable, name: str) -> dict[int, Traversable]:
    place = root.joinpath(name)
    if "/" in name or not place.is_dir():
        return {}
    return {int(m.group(1)): entry for entry in place.iterdir() if (m := _VERSION.fullmatch(entry.name))}


def _recorded(root: Traversable) -> dict[str, str]:
    place = root.joinpath(RECORD)
    if not place.is_file():
        return {}
    content: dict[str, str] = json.loads(place.read_text(encoding="utf-8"))
    return content
