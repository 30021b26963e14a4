"""Values that a reader of a counterexample takes for real: accounts, addresses, names."""

from __future__ import annotations

from pipewarden.aws.regions import PARTITIONS

ACCOUNTS = ("111122223333", "444455556666", "777788889999", "123456789012", "210987654321")
"""Account ids as AWS's documentation makes them up; the first is the stack's own, the second an outsider's."""

_REGION = "us-east-1"
NAMES = ("pipeline", "build", "deploy", "team", "example")
SERVICES = ("events.amazonaws.com", "config.amazonaws.com", "cloudfront.amazonaws.com")
KEYS = ("1234abcd-12ab-34cd-56ef-1234567890ab", "0987dcba-09fe-87dc-65ba-ab0987654321")
OBJECTS = ("source.zip", "pipeline/source.zip", "build/output/app.zip")

_VALUES: dict[str, tuple[str, ...]] = {
    "aws:sourceip": ("203.0.113.10", "10.0.0.10"),
    "aws:vpcsourceip": ("10.0.0.10", "203.0.113.10"),
    "aws:principalorgid": ("o-z9y8x7w6v5", "o-a1b2c3d4e5"),
    "aws:resourceorgid": ("o-z9y8x7w6v5", "o-a1b2c3d4e5"),
    "aws:sourceorgid": ("o-z9y8x7w6v5", "o-a1b2c3d4e5"),
    "aws:sourcevpce": ("vpce-0a1b2c3d4e5f67890", "vpce-09f8e7d6c5b4a3210"),
    "aws:sourcevpc": ("vpc-0a1b2c3d4e5f67890", "vpc-09f8e7d6c5b4a3210"),
    "aws:sourceaccount": ("444455556666", "111122223333"),
    "aws:sourceowner": ("444455556666", "111122223333"),
    "aws:resourceaccount": ("444455556666", "111122223333"),
    "aws:sourcearn": (
        "arn:aws:codepipeline:us-east-1:444455556666:example",
        "arn:aws:s3:::example",
        "arn:aws:sns:us-east-1:444455556666:example",
    ),
    "aws:requestedregion": ("us-east-1", "eu-west-1", "us-west-2"),
    "aws:useragent": ("aws-cli/2.15.0",),
    "aws:userid": ("AROAEXAMPLEROLEID0000:session", "AIDAEXAMPLEUSERID0000"),
    "aws:currenttime": ("2026-01-01T00:00:00Z",),
    "aws:epochtime": ("1767225600",),
    "aws:multifactorauthage": ("600", "86400"),
    "aws:calledvia": ("cloudformation.amazonaws.com", "athena.amazonaws.com"),
    "kms:viaservice": ("s3.us-east-1.amazonaws.com", "ec2.us-east-1.amazonaws.com"),
    "s3:prefix": ("pipeline/", "home/"),
    "s3:delimiter": ("/",),
    "s3:x-amz-server-side-encryption": ("AES256", "aws:kms", "aws:kms:dsse", "aws:fsx"),
    "s3:x-amz-server-side-encryption-customer-algorithm": ("AES256",),
    "s3:x-amz-server-side-encryption-aws-kms-key-id": (
        "arn:aws:kms:us-east-1:444455556666:key/00000000-0000-4000-8000-000000000000",
    ),
    "s3:x-amz-acl": ("public-read", "private", "bucket-owner-full-control"),
    "sts:externalid": ("example-external-id",),
    "sts:rolesessionname": ("session",),
}


def region_in(partition: str) -> str:
    """A region of the partition."""
    regions = (min(each.regions) for each in PARTITIONS if each.id == partition != "aws")
    return next(regions, _REGION)


def plausible_values(key: str) -> tuple[str, ...]:
    """Values that the key, in lower case, has in real requests; the first is the most telling."""
    return _VALUES.get(key, ())
