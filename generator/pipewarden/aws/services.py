"""Which AWS service a Terraform resource type belongs to, by the service's name in botocore's endpoint table.

The longest prefix wins. Types that call no service (`aws_iam_policy_document`, `aws_region`) belong to none.
"""

from __future__ import annotations

_EC2 = (
    "ami customer_gateway default_network_acl default_route_table default_security_group default_subnet default_vpc "
    "ec2 egress_only_internet_gateway eip flow_log instance internet_gateway key_pair launch_template "
    "main_route_table_association nat_gateway network_acl network_interface prefix_list route route_table "
    "security_group subnet vpc vpn"
)
_PREFIXES = {f"aws_{name}": "ec2" for name in _EC2.split()} | {
    "aws_accessanalyzer": "access-analyzer",
    "aws_availability_zone": "ec2",
    "aws_backup": "backup",
    "aws_budgets": "budgets",
    "aws_caller_identity": "sts",
    "aws_cloudformation": "cloudformation",
    "aws_cloudtrail": "cloudtrail",
    "aws_cloudwatch": "monitoring",
    "aws_cloudwatch_event": "events",
    "aws_cloudwatch_log": "logs",
    "aws_codeartifact": "codeartifact",
    "aws_codebuild": "codebuild",
    "aws_codecommit": "codecommit",
    "aws_codeconnections": "codeconnections",
    "aws_codedeploy": "codedeploy",
    "aws_codepipeline": "codepipeline",
    "aws_codestarconnections": "codestar-connections",
    "aws_codestarnotifications": "codestar-notifications",
    "aws_config": "config",
    "aws_dynamodb": "dynamodb",
    "aws_ecr": "api.ecr",
    "aws_ecs": "ecs",
    "aws_elastic_beanstalk": "elasticbeanstalk",
    "aws_guardduty": "guardduty",
    "aws_iam": "iam",
    "aws_identitystore": "identitystore",
    "aws_inspector2": "inspector2",
    "aws_kinesis": "kinesis",
    "aws_kinesis_firehose": "firehose",
    "aws_kms": "kms",
    "aws_lambda": "lambda",
    "aws_lb": "elasticloadbalancing",
    "aws_macie2": "macie2",
    "aws_organizations": "organizations",
    "aws_pipes": "pipes",
    "aws_ram": "ram",
    "aws_route53": "route53",
    "aws_s3": "s3",
    "aws_scheduler": "scheduler",
    "aws_secretsmanager": "secretsmanager",
    "aws_securityhub": "securityhub",
    "aws_servicequotas": "servicequotas",
    "aws_sfn": "states",
    "aws_sns": "sns",
    "aws_sqs": "sqs",
    "aws_ssm": "ssm",
    "aws_ssoadmin": "sso",
    "aws_vpc_endpoint": "ec2",
    "aws_xray": "xray",
}
_NONE = frozenset(
    {
        "aws_arn",
        "aws_billing_service_account",
        "aws_cloudtrail_service_account",
        "aws_default_tags",
        "aws_iam_policy_document",
        "aws_ip_ranges",
        "aws_partition",
        "aws_region",
        "aws_service",
        "aws_service_principal",
    }
)


def service_of(resource_type: str) -> str | None:
    """The service that a resource or data source of that type calls, None where it calls none or it is not listed."""
    if resource_type in _NONE:
        return None
    fitting = [p for p in _PREFIXES if resource_type == p or resource_type.startswith((f"{p}_", f"{p}s"))]
    return _PREFIXES[max(fitting, key=len)] if fitting else None


def calls_a_service(resource_type: str) -> bool:
    """Whether a resource or data source of that type calls AWS at all."""
    return resource_type.startswith("aws_") and resource_type not in _NONE
