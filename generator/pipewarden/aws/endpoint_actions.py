"""The actions that clients of a pipeline need through each endpoint, for policies that allow no more than these."""

from __future__ import annotations

ACTIONS: dict[str, tuple[str, ...]] = {
    "codebuild": ("codebuild:BatchGet*", "codebuild:List*", "codebuild:StartBuild", "codebuild:StopBuild"),
    "codecommit": ("codecommit:BatchGet*", "codecommit:Get*", "codecommit:GitPull", "codecommit:List*"),
    "codeconnections.api": ("codeconnections:Get*", "codeconnections:List*", "codeconnections:UseConnection"),
    "codedeploy": ("codedeploy:BatchGet*", "codedeploy:Get*", "codedeploy:List*", "codedeploy:CreateDeployment"),
    "codestar-connections.api": (
        "codestar-connections:Get*",
        "codestar-connections:List*",
        "codestar-connections:UseConnection",
    ),
    "dynamodb": ("dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"),
    "ecr.api": (
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:CompleteLayerUpload",
        "ecr:DescribeImages",
        "ecr:GetAuthorizationToken",
        "ecr:GetDownloadUrlForLayer",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:UploadLayerPart",
    ),
    "ecs": ("ecs:Describe*", "ecs:List*", "ecs:RegisterTaskDefinition", "ecs:UpdateService"),
    "events": ("events:DescribeRule", "events:ListRules", "events:PutEvents"),
    "kms": ("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"),
    "lambda": ("lambda:GetFunction", "lambda:InvokeFunction", "lambda:ListFunctions"),
    "logs": (
        "logs:CreateLogStream",
        "logs:DescribeLogGroups",
        "logs:DescribeLogStreams",
        "logs:FilterLogEvents",
        "logs:GetLogEvents",
        "logs:PutLogEvents",
    ),
    "monitoring": ("cloudwatch:DescribeAlarms", "cloudwatch:GetMetricData", "cloudwatch:PutMetricData"),
    "s3": (
        "s3:GetBucketLocation",
        "s3:GetBucketVersioning",
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:ListBucket",
        "s3:PutObject",
    ),
    "secretsmanager": ("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"),
    "sns": ("sns:GetTopicAttributes", "sns:ListTopics", "sns:Publish"),
    "sqs": ("sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage", "sqs:SendMessage"),
    "ssm": ("ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"),
    "states": ("states:DescribeExecution", "states:DescribeStateMachine", "states:StartExecution"),
    "sts": ("sts:AssumeRole", "sts:GetCallerIdentity"),
}
ACTIONS["ecr.dkr"] = ACTIONS["ecr.api"]
ACTIONS["git-codecommit"] = ACTIONS["codecommit"]
for _plain in ("codebuild", "codecommit", "git-codecommit", "kms"):
    ACTIONS[f"{_plain}-fips"] = ACTIONS[_plain]


def endpoint_actions(service: str) -> tuple[str, ...]:
    """What an endpoint policy for `service` allows; a service without a list gets its read actions."""
    prefix = service.split(".")[0].removesuffix("-fips")
    return ACTIONS.get(service, (f"{prefix}:Describe*", f"{prefix}:Get*", f"{prefix}:List*"))
