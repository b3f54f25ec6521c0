"""The base of every record: frozen, and refusing what it does not know."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen record; an unknown field is an error, never dropped in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")
