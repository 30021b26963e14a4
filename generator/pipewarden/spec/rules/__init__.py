"""Rules over the whole spec: what a user would otherwise learn from a failed `apply`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..errors import Problem
from ..model import PipelineSpec
from .artifacts import artifact_flow
from .names import long_names, repeated_names
from .network import address_ranges, endpoint_services
from .order import stage_order

Rule = Callable[[PipelineSpec], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    address_ranges,
    artifact_flow,
    endpoint_services,
    long_names,
    repeated_names,
    stage_order,
)


def problems_of(spec: PipelineSpec) -> list[Problem]:
    """Everything that the rules have to say about a spec whose parts are right on their own."""
    return [problem for rule in RULES for problem in rule(spec)]
