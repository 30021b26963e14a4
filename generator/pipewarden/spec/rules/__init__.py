"""Rules over the whole spec: what a user would otherwise learn from a failed `apply`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from pipewarden.spec.errors import Problem
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.rules.accounts import action_roles
from pipewarden.spec.rules.arns import partitions_of_arns, passed_roles, regions_of_keys
from pipewarden.spec.rules.artifacts import artifact_flow, clones
from pipewarden.spec.rules.builds import build_images, build_variables, references
from pipewarden.spec.rules.features import audit, cloudformation, pipeline_type, triggers
from pipewarden.spec.rules.fips import fips_hosts
from pipewarden.spec.rules.names import long_names, repeated_buckets, repeated_names
from pipewarden.spec.rules.needless import alarm_subscribers, artifact_files, bucket_names, key_settings
from pipewarden.spec.rules.network import address_ranges, endpoint_services, existing_network
from pipewarden.spec.rules.order import stage_order
from pipewarden.spec.rules.stores import partitions, region_stores
from pipewarden.spec.rules.subscribers import subscriber_endpoints
from pipewarden.spec.rules.tags import tag_keys
from pipewarden.spec.rules.texts import confidential_texts

Rule = Callable[[PipelineSpec], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    alarm_subscribers,
    artifact_files,
    artifact_flow,
    audit,
    bucket_names,
    build_images,
    build_variables,
    clones,
    cloudformation,
    confidential_texts,
    existing_network,
    key_settings,
    long_names,
    pipeline_type,
    references,
    repeated_buckets,
    repeated_names,
    stage_order,
    subscriber_endpoints,
    tag_keys,
    triggers,
)
RULES_ABOUT: dict[str, tuple[Rule, ...]] = {
    "account": (action_roles, passed_roles),
    "region": (
        address_ranges,
        endpoint_services,
        fips_hosts,
        partitions,
        partitions_of_arns,
        region_stores,
        regions_of_keys,
    ),
}
"""Rules that compare with what stands at a key of the spec."""


def problems_of(spec: PipelineSpec, unknown: Collection[str] = ()) -> list[Problem]:
    """What the rules say about a spec whose parts are right on their own; nothing stands at the keys `unknown`."""
    about = (rule for key, rules in RULES_ABOUT.items() if key not in unknown for rule in rules)
    return [problem for rule in (*RULES, *about) for problem in rule(spec)]
