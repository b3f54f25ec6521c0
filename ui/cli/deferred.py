"""Lazy loading of services, so that light commands start fast."""

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec

_SERVICES = (
    "chat.chatting", "doctor", "drafting.drafting", "drafting.drafts", "drafting.journeys", "drafting.judging",
    "drafting.refreshing", "drafting.revising", "drafting.subgroups", "erasing", "evidence.indexing",
    "evidence.searching", "evidence.wording", "figures.customers", "figures.predicting", "figures.recounting",
    "figures.reliability", "figures.warehousing", "intake.cleaning", "intake.ingest", "intake.linking",
    "intake.sources", "publishing.audience", "publishing.catalogue", "publishing.metrics", "publishing.publish",
    "recognition.mapping", "reviewing.desk", "reviewing.review", "reviewing.shaping", "roles", "segmenting",
    "workspace",
)  # fmt: skip


def defer() -> None:
    """Have each service of `workspace` load at the first use of one of its names."""
    for name in _SERVICES:
        full = f"workspace.{name}"
        spec = find_spec(full) if full not in sys.modules else None
        if spec is None or spec.loader is None:
            continue
        spec.loader = LazyLoader(spec.loader)
        module = module_from_spec(spec)
        sys.modules[full] = module
        folder, _, own_name = full.rpartition(".")
        setattr(sys.modules[folder], own_name, module)
        spec.loader.exec_module(module)
