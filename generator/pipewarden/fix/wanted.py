"""The arguments that have one right value, by control."""

from __future__ import annotations

from msgspec import Struct

from pipewarden.config import Config

Path = tuple[str, ...]


class Wanted(Struct, frozen=True):
    """One argument: the block that it stands in, and its right value as Terraform text.

    `block` is a resource's type, or `provider` or `backend`; `path` leads through nested blocks to the argument.
    `needed` is whether it must be written, because the provider's default is not right. `said` is what a finding says
    that does not name the argument.
    """

    block: str
    path: Path
    value: str
    needed: bool = True
    said: str | None = None


_FLAGS = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
_KEYS = ("aws_kms_external_key", "aws_kms_key", "aws_kms_replica_key")
_ACCESS_BLOCK = "aws_s3_bucket_public_access_block"
_LIFECYCLE = "aws_s3_bucket_lifecycle_configuration"
_ACCESS = tuple(Wanted(_ACCESS_BLOCK, (flag,), "true") for flag in _FLAGS)
_VERSIONING = (Wanted("aws_s3_bucket_versioning", ("versioning_configuration", "status"), '"Enabled"'),)


def wanted(control: str, config: Config) -> tuple[Wanted, ...]:
    """The arguments whose values the control asks for; empty where it has no such mend."""
    if control == "kms-short-deletion-window":
        days = max(config.thresholds.kms_deletion_window_days, 30)
        return tuple(Wanted(key, ("deletion_window_in_days",), str(days), needed=False) for key in _KEYS)
    if control == "kms-rotation-disabled":
        days = config.thresholds.kms_rotation_period_days
        return (
            Wanted("aws_kms_key", ("enable_key_rotation",), "true"),
            Wanted("aws_kms_key", ("rotation_period_in_days",), str(days), needed=False),
        )
    if control == "bucket-retention":
        days = max(config.require.retention_days, 1)
        return (
            Wanted(_LIFECYCLE, ("rule", "expiration", "days"), "7", needed=False),
            Wanted(_LIFECYCLE, ("rule", "noncurrent_version_expiration", "noncurrent_days"), str(days), needed=False),
        )
    if control == "state-unprotected":
        return (
            Wanted("backend", ("encrypt",), "true"),
            Wanted("backend", ("use_lockfile",), "true", said="takes no lock"),
        )
    return _FIXED.get(control, ())


def _off(block: str, *path: str) -> Wanted:
    return Wanted(block, path, "false", needed=False)


_FIXED: dict[str, tuple[Wanted, ...]] = {
    "kms-asymmetric": (
        Wanted("aws_kms_key", ("customer_master_key_spec",), '"SYMMETRIC_DEFAULT"', needed=False),
        Wanted("aws_kms_key", ("key_usage",), '"ENCRYPT_DECRYPT"', needed=False),
    ),
    "kms-key-disabled": (
        Wanted("aws_kms_key", ("is_enabled",), "true", needed=False),
        Wanted("aws_kms_replica_key", ("enabled",), "true", needed=False),
    ),
    "kms-lockout": (_off("aws_kms_key", "bypass_policy_lockout_safety_check"),),
    "bucket-public-access": _ACCESS,
    "bucket-unversioned": _VERSIONING,
    "trail-bucket-unprotected": (*_ACCESS, *_VERSIONING),
    "bucket-acl-grants": (
        Wanted("aws_s3_bucket_ownership_controls", ("rule", "object_ownership"), '"BucketOwnerEnforced"'),
        Wanted("aws_s3_bucket_acl", ("acl",), '"private"', needed=False),
        Wanted("aws_s3_bucket", ("acl",), '"private"', needed=False),
    ),
    "bucket-destroyable": (_off("aws_s3_bucket", "force_destroy"),),
    "endpoint-public-dns": (
        Wanted("aws_vpc_endpoint", ("private_dns_enabled",), "true"),
        Wanted("aws_vpc_endpoint_private_dns", ("private_dns_enabled",), "true"),
        Wanted("aws_vpc", ("enable_dns_hostnames",), "true"),
        Wanted("aws_vpc", ("enable_dns_support",), "true", needed=False),
    ),
    "endpoint-not-interface": (Wanted("aws_vpc_endpoint", ("vpc_endpoint_type",), '"Interface"'),),
    "subnet-public-addresses": (
        _off("aws_subnet", "map_public_ip_on_launch"),
        Wanted("aws_default_subnet", ("map_public_ip_on_launch",), "false"),
    ),
    "trail-missing": (Wanted("aws_cloudtrail", ("enable_logging",), "true", needed=False),),
    "trail-single-region": (
        Wanted("aws_cloudtrail", ("is_multi_region_trail",), "true"),
        Wanted("aws_cloudtrail", ("include_global_service_events",), "true", needed=False),
    ),
    "trail-unvalidated": (Wanted("aws_cloudtrail", ("enable_log_file_validation",), "true"),),
    "trail-undelivered": (Wanted("aws_cloudwatch_log_group", ("retention_in_days",), "365", needed=False),),
    "logs-unencrypted": (Wanted("aws_cloudwatch_log_group", ("retention_in_days",), "365"),),
    "build-privileged": (_off("aws_codebuild_project", "environment", "privileged_mode"),),
    "build-unlogged": (
        Wanted("aws_cloudwatch_log_group", ("retention_in_days",), "365", needed=False, said="is kept for"),
        Wanted(
            "aws_codebuild_project",
            ("logs_config", "cloudwatch_logs", "status"),
            '"ENABLED"',
            needed=False,
            said="switched off",
        ),
    ),
    "vpc-unlogged": (Wanted("aws_flow_log", ("traffic_type",), '"ALL"', said="leaves out"),),
    "build-insecure-tls": (
        _off("aws_codebuild_project", "source", "insecure_ssl"),
        _off("aws_codebuild_project", "secondary_sources", "insecure_ssl"),
    ),
    "build-artifacts-unencrypted": (
        _off("aws_codebuild_project", "artifacts", "encryption_disabled"),
        _off("aws_codebuild_project", "secondary_artifacts", "encryption_disabled"),
        _off("aws_codebuild_project", "logs_config", "s3_logs", "encryption_disabled"),
        _off("aws_codebuild_report_group", "export_config", "s3_destination", "encryption_disabled"),
    ),
    "provider-plaintext": (
        _off("provider", "insecure"),
        _off("backend", "insecure"),
        _off("provider", "skip_credentials_validation"),
        _off("provider", "skip_requesting_account_id"),
    ),
    "provider-not-fips": (
        Wanted("provider", ("use_fips_endpoint",), "true"),
        Wanted("backend", ("use_fips_endpoint",), "true"),
    ),
}
