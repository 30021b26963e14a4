"""Rules over the whole spec: what a user would otherwise learn from a failed `apply`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipewarden.spec.errors import Problem
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.rules.accounts import action_roles
from pipewarden.spec.rules.artifacts import artifact_flow
from pipewarden.spec.rules.features import audit, cloudformation, pipeline_type, references, triggers
from pipewarden.spec.rules.fips import fips_hosts
from pipewarden.spec.rules.names import long_names, repeated_names
from pipewarden.spec.rules.network import address_ranges, endpoint_services, existing_network
from pipewarden.spec.rules.order import stage_order
from pipewarden.spec.rules.stores import partitions, region_stores
from pipewarden.spec.rules.subscribers import subscriber_endpoints
from pipewarden.spec.rules.texts import confidential_texts

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
