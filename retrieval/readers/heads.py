"""What the first rows of a file show: its objects, its columns, and in which of them people write."""

import json

import pandas as pd

from retrieval.readers.columns import Column, classify
from retrieval.readers.review_layouts import is_reply, title_among
from retrieval.readers.tables import header_rows, only_answers, questions
from segments.tables import Sample
from segments.tables.opening.rows import unique_names


def head_roles(looked: Sample) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """The first rows of a table, and what each column is taken for."""
    return _head_frame(looked), [(column.name, column.role) for column in head_columns(looked)]


def head_columns(looked: Sample) -> list[Column]:
    """What each column of a table is taken for, by its first rows."""
    frame, headers = _head_frame(looked), header_rows(looked.head)
    return classify(frame, questions(list(map(str, frame.columns)), looked.head[:headers]) if headers > 1 else None)


def _head_frame(looked: Sample) -> pd.DataFrame:
    names = unique_names(looked.header)
    rows = [(row + [""] * len(names))[: len(names)] for row in looked.head[header_rows(looked.head) :]]
    return only_answers(pd.DataFrame(rows, columns=names, dtype=str)).frame


def written(looked: Sample) -> dict[str, str]:
    """The text, the customer and the address of messages by what stands in their columns: field -> column.

    Empty where people write in no column, or in several beside titles and the company's answers.
    """
    columns = head_columns(looked)
    opened = [column.name for column in columns if column.role == "open"]
    texts = [name for name in opened if not is_reply(name) and name != title_among(opened)]
    if len(texts) != 1:
        return {}
    found = {str(column.role): column.name for column in reversed(columns) if column.role in ("customer", "email")}
    return {"text": texts[0], **found}


def first_objects(sample: Sample) -> list[dict[str, object]]:
    """The first objects of a JSON file; none of any other."""
    if sample.container not in ("json", "jsonl"):
        return []
    objects: list[dict[str, object]] = []
    position, decoder = sample.text.find("{"), json.JSONDecoder()
    if sample.container == "json" and (inner := sample.text.find("[")) > position >= 0:
        position = sample.text.find("{", inner)
    while position >= 0 and len(objects) < 50:
        try:
            value, end = decoder.raw_decode(sample.text, position)
        except ValueError:
            break
        objects.append(value)
        position = sample.text.find("{", end)
    return objects


def as_rows(objects: list[dict[str, object]]) -> list[list[str]]:
    """Objects as a header and rows; none for no objects."""
    names = list(dict.fromkeys(name for item in objects for name in item))
    return [names, *([str(item.get(name, "")) for name in names] for item in objects)] if objects else []
