"""What the tables share: UTC times, a naming convention for constraints, foreign keys."""

from datetime import UTC, datetime

from sqlalchemy import Column, DateTime, Dialect, ForeignKey, MetaData, String, TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A timezone-aware UTC time on every database; SQLite keeps it without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; a time without a zone is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no timezone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Back with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def reference(target: str, *, primary_key: bool = False, index: bool = False) -> Column[str]:
    """A foreign key column named after its target, `segment_id` for `segments.id`; its row goes with the target."""
    name = target.split(".")[0].removesuffix("s") + "_id"
    key = ForeignKey(target, ondelete="CASCADE")
    return Column(name, String(64), key, nullable=False, primary_key=primary_key, index=index or None)
