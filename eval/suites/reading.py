"""Reading hand-written YAML, with line numbers in errors."""

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from personas.errors import BadInput

_REMEDY = "Put words that hold a question mark, a comma, a colon or a brace between double quotation marks."


class _Once(yaml.SafeLoader):
    """A loader that takes no field twice: YAML itself would let the last one count in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        counted = Counter(key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode))
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and counted[key.value] > 1:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value!r} stands twice", key.start_mark)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path) -> Any:
    """What a file holds. Raises BadInput with the line for what is no YAML, and for a field that stands twice."""
    try:
        with path.open(encoding="utf-8") as file:
            return yaml.load(file, _Once)
    except yaml.parser.ParserError as error:
        raise BadInput(f"{path} is not valid YAML: {error}. {_REMEDY}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} is not valid YAML: {error}.") from error
