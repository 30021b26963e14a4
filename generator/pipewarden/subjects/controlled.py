"""Which arguments of a resource the controls judge, where the resource has to do with a pipeline's data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipewarden.stack.model import Resource
from pipewarden.subjects import events
from pipewarden.subjects.argument import configured
from pipewarden.subjects.identity import names, symbols

if TYPE_CHECKING:
    from pipewarden.subjects import Subjects

_KEYS = {
    "aws_kms_key": "bypass_policy_lockout_safety_check custom_key_store_id customer_master_key_spec "
    "deletion_window_in_days enable_key_rotation is_enabled key_usage multi_region policy rotation_period_in_days "
    "xks_key_id",
    "aws_kms_external_key": "bypass_policy_lockout_safety_check deletion_window_in_days enabled policy",
    "aws_kms_replica_key": "bypass_policy_lockout_safety_check deletion_window_in_days enabled policy",
    "aws_kms_replica_external_key": "bypass_policy_lockout_safety_check deletion_window_in_days enabled policy",
}
_KEY_COMPANIONS = {
    "aws_kms_key_policy": "bypass_policy_lockout_safety_check key_id policy",
    "aws_kms_grant": "constraints grantee_principal key_id operations",
}
_BUCKETS = {
    "aws_s3_bucket": "acl bucket cors_rule force_destroy grant lifecycle_rule logging policy "
    "server_side_encryption_configuration versioning website",
}
_BUCKET_COMPANIONS = {
    "aws_s3_bucket_acl": "access_control_policy acl bucket",
    "aws_s3_bucket_cors_configuration": "bucket cors_rule",
    "aws_s3_bucket_lifecycle_configuration": "bucket rule",
    "aws_s3_bucket_logging": "bucket target_bucket",
    "aws_s3_bucket_ownership_controls": "bucket rule",
    "aws_s3_bucket_policy": "bucket policy",
    "aws_s3_bucket_public_access_block": "block_public_acls block_public_policy bucket ignore_public_acls "
    "restrict_public_buckets",
    "aws_s3_bucket_server_side_encryption_configuration": "bucket rule",
    "aws_s3_bucket_versioning": "bucket versioning_configuration",
}
_ENDPOINTS = {
    "aws_vpc_endpoint": "policy private_dns_enabled security_group_ids service_name subnet_configuration subnet_ids "
    "vpc_endpoint_type vpc_id",
}
_NETWORK = {
    "aws_vpc": "cidr_block enable_dns_hostnames enable_dns_support",
    "aws_subnet": "assign_ipv6_address_on_creation availability_zone cidr_block map_public_ip_on_launch",
}
_NETWORK_COMPANIONS = {
    "aws_default_security_group": "egress ingress",
    "aws_flow_log": "log_destination log_destination_type traffic_type vpc_id",
    "aws_route_table": "route",
    "aws_security_group": "ingress",
    "aws_vpc_endpoint_policy": "policy",
}
_STARTS = {
    "aws_cloudwatch_event_rule": "event_pattern is_enabled state",
    "aws_cloudwatch_event_target": "arn role_arn rule",
}
_ANYWHERE = {
    "aws_cloudtrail": "advanced_event_selector cloud_watch_logs_group_arn cloud_watch_logs_role_arn "
    "enable_log_file_validation enable_logging event_selector include_global_service_events is_multi_region_trail "
    "kms_key_id s3_bucket_name",
    "aws_cloudwatch_log_group": "kms_key_id retention_in_days",
    "aws_codebuild_project": "artifacts encryption_key environment logs_config secondary_artifacts secondary_sources "
    "service_role source",
    "aws_codebuild_report_group": "export_config",
    "aws_codebuild_source_credential": "auth_type",
    "aws_codepipeline": "artifact_store role_arn stage variable",
    "aws_codepipeline_webhook": "authentication authentication_configuration",
    "aws_iam_group_policy": "policy",
    "aws_iam_policy": "policy",
    "aws_iam_policy_attachment": "policy_arn roles users groups",
    "aws_iam_role": "assume_role_policy inline_policy managed_policy_arns permissions_boundary",
    "aws_iam_role_policy": "policy",
    "aws_iam_role_policy_attachment": "policy_arn role",
    "aws_iam_role_policy_attachments_exclusive": "policy_arns",
    "aws_iam_user_policy": "policy",
    "aws_iam_user_policy_attachment": "policy_arn",
    "aws_macie2_account": "status",
    "aws_macie2_classification_job": "job_status job_type s3_job_definition sampling_percentage",
    "aws_s3_account_public_access_block": "block_public_acls block_public_policy ignore_public_acls "
    "restrict_public_buckets",
    "aws_ssoadmin_managed_policy_attachment": "managed_policy_arn",
    "aws_ssoadmin_permission_set_inline_policy": "inline_policy",
    "aws_sns_topic": "kms_master_key_id policy",
    "aws_sns_topic_policy": "policy",
}
ARGUMENTS = {
    kind: frozenset(arguments.split())
    for table in (
        _KEYS,
        _KEY_COMPANIONS,
        _BUCKETS,
        _BUCKET_COMPANIONS,
        _ENDPOINTS,
        _NETWORK,
        _NETWORK_COMPANIONS,
        _STARTS,
        _ANYWHERE,
    )
    for kind, arguments in table.items()
}
"""The arguments and block types that controls judge, by resource type."""


def controlled_arguments(subjects: Subjects, resource: Resource) -> frozenset[str]:
    """The arguments and block types of the resource that controls judge; none where it is not the pipeline's."""
    return ARGUMENTS[resource.type] if resource.type in ARGUMENTS and _concerns(subjects, resource) else frozenset()


def _concerns(subjects: Subjects, resource: Resource) -> bool:
    """Whether the resource, of a type that controls judge, is or accompanies something of the pipeline's."""
    buckets = tuple(bucket.resource for bucket in subjects.buckets)
    endpoints, network = subjects.endpoints, _network(subjects)
    for table, own in ((_KEYS, subjects.keys), (_BUCKETS, buckets), (_ENDPOINTS, endpoints), (_NETWORK, network)):
        if resource.type in table:
            return resource in own
    for table, own in (
        (_KEY_COMPANIONS, subjects.keys),
        (_BUCKET_COMPANIONS, buckets),
        (_NETWORK_COMPANIONS, (*endpoints, *network)),
    ):
        if resource.type in table:
            return any(_accompanies(resource, other) for other in own)
    return resource.type not in _STARTS or resource in _starts(subjects)


def _network(subjects: Subjects) -> tuple[Resource, ...]:
    found = [vpc.resource for _, vpc in subjects.vpcs] + [subnet.resource for subnet in subjects.subnets]
    return tuple(resource for resource in found if resource is not None)


def _starts(subjects: Subjects) -> Iterator[Resource]:
    """The event rules that start a pipeline, and their targets that do."""
    for rule in subjects.stack.of_type("aws_cloudwatch_event_rule"):
        for target, _ in events.targets(subjects.stack, rule):
            if any(names(configured(target.values, "arn"), pipeline) for pipeline in subjects.pipelines):
                yield from (rule, target)


def _accompanies(resource: Resource, other: Resource) -> bool:
    """Whether one of the two refers to the other, or the resource names the other's bucket."""
    if any(symbol.address == other.address for _, value in resource.values.members for symbol in symbols(value)):
        return True
    if any(symbol.address == resource.address for _, value in other.values.members for symbol in symbols(value)):
        return True
    return names(configured(resource.values, "bucket"), other) is True
