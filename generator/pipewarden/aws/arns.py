"""The shapes of ARNs, from AWS's Service Authorization Reference (*Resource types defined by* each service).

`{x}` is an attribute of the Terraform resource, but for `{partition}`, `{region}` and `{account}`.
"""

from __future__ import annotations

_REGIONAL = "arn:{partition}:%s:{region}:{account}:%s"

ARNS: dict[str, str] = {
    "aws_cloudtrail": _REGIONAL % ("cloudtrail", "trail/{name}"),
    "aws_cloudwatch_event_rule": _REGIONAL % ("events", "rule/{name}"),
    "aws_cloudwatch_log_group": _REGIONAL % ("logs", "log-group:{name}"),
    "aws_cloudwatch_metric_alarm": _REGIONAL % ("cloudwatch", "alarm:{alarm_name}"),
    "aws_codebuild_project": _REGIONAL % ("codebuild", "project/{name}"),
    "aws_codecommit_repository": _REGIONAL % ("codecommit", "{repository_name}"),
    "aws_codepipeline": _REGIONAL % ("codepipeline", "{name}"),
    "aws_dynamodb_table": _REGIONAL % ("dynamodb", "table/{name}"),
    "aws_ecr_repository": _REGIONAL % ("ecr", "repository/{name}"),
    "aws_iam_group": "arn:{partition}:iam::{account}:group{path}{name}",
    "aws_iam_instance_profile": "arn:{partition}:iam::{account}:instance-profile{path}{name}",
    "aws_iam_policy": "arn:{partition}:iam::{account}:policy{path}{name}",
    "aws_iam_role": "arn:{partition}:iam::{account}:role{path}{name}",
    "aws_iam_user": "arn:{partition}:iam::{account}:user{path}{name}",
    "aws_kms_alias": _REGIONAL % ("kms", "{name}"),
    "aws_kms_external_key": _REGIONAL % ("kms", "key/{key_id}"),
    "aws_kms_key": _REGIONAL % ("kms", "key/{key_id}"),
    "aws_kms_replica_external_key": _REGIONAL % ("kms", "key/{key_id}"),
    "aws_kms_replica_key": _REGIONAL % ("kms", "key/{key_id}"),
    "aws_lambda_function": _REGIONAL % ("lambda", "function:{function_name}"),
    "aws_s3_bucket": "arn:{partition}:s3:::{bucket}",
    "aws_security_group": _REGIONAL % ("ec2", "security-group/{id}"),
    "aws_sfn_state_machine": _REGIONAL % ("states", "stateMachine:{name}"),
    "aws_sns_topic": _REGIONAL % ("sns", "{name}"),
    "aws_sqs_queue": _REGIONAL % ("sqs", "{name}"),
    "aws_subnet": _REGIONAL % ("ec2", "subnet/{id}"),
    "aws_vpc": _REGIONAL % ("ec2", "vpc/{id}"),
    "aws_vpc_endpoint": _REGIONAL % ("ec2", "vpc-endpoint/{id}"),
}
"""The ARN of each resource type that a pipeline stack refers to."""
