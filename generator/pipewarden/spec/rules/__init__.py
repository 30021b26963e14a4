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

RULES: tuple[Rule, ...] = (artifact_flow, long_names, repeated_names, stage_order)
REGIONAL_RULES: tuple[Rule, ...] = (address_ranges, endpoint_services)


def problems_of(spec: PipelineSpec, *, regional: bool = True) -> list[Problem]:
    """What the rules say about a spec whose parts are right on their own; without `regional`, its region is unknown."""
    rules = (*RULES, *REGIONAL_RULES) if regional else RULES
    return [problem for rule in rules for problem in rule(spec)]
