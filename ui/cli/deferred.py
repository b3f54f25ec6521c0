"""Lazy loading of services, so that light commands start fast."""

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec

_SERVICES = (
    "audience", "catalogue", "chatting", "cleaning", "customers", "desk", "doctor", "drafting", "drafts", "erasing",
    "evidence", "indexing", "ingest", "journeys", "judging", "linking", "mapping", "metrics", "predicting",
    "publish", "recounting", "refreshing", "reliability", "review", "revising", "roles", "segmenting", "shaping",
    "sources", "subgroups", "warehousing", "wording", "workspace",
)  # fmt: skip


def defer() -> None:
    """Have each service of `workspace` load at the first use of one of its names."""
    import workspace

    for name in _SERVICES:
        full = f"workspace.{name}"
        spec = find_spec(full) if full not in sys.modules else None
        if spec is None or spec.loader is None:
            continue
        spec.loader = LazyLoader(spec.loader)
        module = module_from_spec(spec)
        sys.modules[full] = module
        setattr(workspace, name, module)
        spec.loader.exec_module(module)
