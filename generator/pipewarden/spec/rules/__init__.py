"""Rules over the whole spec: what a user would otherwise learn from a failed `apply`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..errors import Problem
from ..model import PipelineSpec
from .accounts import action_roles
from .artifacts import artifact_flow
from .features import audit, cloudformation, pipeline_type, references, triggers
from .fips import fips_hosts
from .names import long_names, repeated_names
from .network import address_ranges, endpoint_services, existing_network
from .order import stage_order
from .stores import partitions, region_stores
from .subscribers import subscriber_endpoints
from .texts import confidential_texts

Rule = Callable[[PipelineSpec], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    action_roles,
    artifact_flow,
    audit,
    cloudformation,
    confidential_texts,
    existing_network,
    long_names,
    pipeline_type,
    references,
    repeated_names,
    stage_order,
    subscriber_endpoints,
    triggers,
)
REGIONAL_RULES: tuple[Rule, ...] = (address_ranges, endpoint_services, fips_hosts, partitions, region_stores)


def problems_of(spec: PipelineSpec, *, regional: bool = True) -> list[Problem]:
    """What the rules say about a spec whose parts are right on their own; without `regional`, its region is unknown."""
    rules = (*RULES, *REGIONAL_RULES) if regional else RULES
    return [problem for rule in rules for problem in rule(spec)]
