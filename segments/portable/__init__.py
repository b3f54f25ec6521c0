"""SQL that runs where the company's own tables are: nothing of Verism's is needed there."""

from segments.portable.compose import DIALECTS, Dialect, base_tables_of, self_contained
from segments.portable.derived import Derivation, RawLedger, derive

__all__ = ["DIALECTS", "Derivation", "Dialect", "RawLedger", "base_tables_of", "derive", "self_contained"]
