"""The condition keys that come with requests to every service, with their types.

The source is AWS's page *AWS global condition context keys* (IAM user guide), its section *Availability* of each
key included.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

KeyType = Literal["String", "ARN", "Bool", "Numeric", "Date", "IPAddress", "Binary"]


class ConditionKey(Struct, frozen=True):
    """A condition key: `many` when a request may carry several values of it; `*` in a name is the caller's part."""

    name: str
    type: KeyType
    many: bool = False


def _keys(type_: KeyType, names: str, *, many: bool = False) -> list[ConditionKey]:
    return [ConditionKey(name, type_, many) for name in names.split()]


GLOBAL: tuple[ConditionKey, ...] = (
    *_keys(
        "String",
        "aws:FederatedProvider aws:PrincipalAccount aws:PrincipalOrgID aws:PrincipalServiceName aws:PrincipalTag/* "
        "aws:PrincipalType aws:Referer aws:referer aws:RequestedRegion aws:RequestTag/* aws:ResourceAccount "
        "aws:ResourceOrgID aws:ResourceTag/* aws:SourceAccount aws:SourceIdentity aws:SourceOrgID aws:SourceOwner "
        "aws:SourceVpc aws:SourceVpce aws:UserAgent aws:userid aws:username aws:VpceAccount aws:VpceOrgID "
        "aws:AssumedRoot aws:SignInSessionArn aws:ChatbotSourceArn identitystore:UserId ec2:RoleDelivery "
        "glue:RoleAssumedBy",
    ),
    *_keys(
        "ARN",
        "aws:PrincipalArn aws:SourceArn aws:SourceVpcArn ec2:SourceInstanceARN lambda:SourceFunctionArn "
        "ssm:SourceInstanceArn codebuild:BuildArn codebuild:ProjectArn ecs:SourceTaskArn",
    ),
    *_keys(
        "Bool",
        "aws:IsMcpServiceAction aws:MultiFactorAuthPresent aws:PrincipalIsAWSService aws:SecureTransport "
        "aws:ViaAWSMCPService aws:ViaAWSService",
    ),
    *_keys("Numeric", "aws:MultiFactorAuthAge"),
    *_keys("Date", "aws:CurrentTime aws:EpochTime aws:TokenIssueTime"),
    *_keys("IPAddress", "aws:SourceIp aws:VpcSourceIp aws:Ec2InstanceSourcePrivateIPv4"),
    *_keys("String", "aws:Ec2InstanceSourceVpc"),
    *_keys(
        "String",
        "aws:CalledVia aws:PrincipalOrgPaths aws:PrincipalServiceNamesList aws:ResourceOrgPaths aws:SourceOrgPaths "
        "aws:TagKeys aws:VpceOrgPaths",
        many=True,
    ),
    *_keys("String", "aws:CalledViaFirst aws:CalledViaLast"),
)

ALWAYS_PRESENT = frozenset({"aws:securetransport", "aws:currenttime", "aws:epochtime", "aws:viaawsservice"})
"""Keys, in lower case, that every request carries."""
