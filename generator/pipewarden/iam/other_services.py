"""Actions and resources of the services that the table of actions does not know.

Names of actions are left to the automaton, and they take any resource that belongs to no service of the table.
"""

from __future__ import annotations

from functools import lru_cache

from pipewarden.aws.actions import table
from pipewarden.iam.automaton import ANY, PART, Chars, Group, glob, in_group, joined, literal, many
from pipewarden.iam.solving import solve

OF_OTHER_SERVICES = (
    "athena:GetQueryExecutions",
    "rds:DescribeAccountAttributes",
    "glue:GetClassifiers",
    "elasticache:DescribeEvents",
    "redshift:ListDatabases",
    "cloudfront:ListUsages",
    "route53:GetGeoLocation",
    "eks:ListClusters",
    "kinesis:ListStreams",
    "organizations:ListAccounts",
    "config:DescribeConfigRules",
    "guardduty:GetFindings",
    "batch:DescribeJobs",
    "acm:ListCertificates",
)
"""Actions of services that the table does not know, none of which is done to a resource of its own."""


_LOWER = Chars(frozenset("abcdefghijklmnopqrstuvwxyz0123456789-"))
_LETTERS = Chars(frozenset("abcdefghijklmnopqrstuvwxyz0123456789"))


@lru_cache(maxsize=4096)
def foreign_action(positive: frozenset[frozenset[str]], negative: frozenset[str]) -> str | None:
    """An action of a service that the table does not know, matched by some glob of each positive set and no negative.

    Raises SearchBoundError.
    """
    wanted = tuple(frozenset(glob(pattern) for pattern in globs) for globs in positive)
    refused = frozenset({glob(pattern) for pattern in negative} | {glob(f"{prefix}:*") for prefix in table().services})
    for name in OF_OTHER_SERVICES:
        action = name.lower()
        if all(in_group(group, action) for group in wanted) and not in_group(refused, action):
            return name
    shape = joined(many(_LOWER, 1), literal(":"), many(_LETTERS, 1))
    return solve((*wanted, frozenset({shape})), (refused,))


@lru_cache(maxsize=1)
def foreign_resources() -> tuple[Group, Group]:
    """The resources of unknown services: any ARN, but none of a service that the table knows; and `*`."""
    known = {type_.arn.split(":")[2] for service in table().services.values() for type_ in service.types}
    anything = joined(literal("arn:"), many(PART, 1), literal(":"), many(PART, 1), literal(":"), many(ANY, 1))
    taken = frozenset(joined(literal("arn:"), many(PART, 1), literal(f":{name}:"), many(ANY)) for name in sorted(known))
    return frozenset({anything, literal("*")}), taken
