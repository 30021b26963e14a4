"""The services that a VPC endpoint can reach, what they are called, and whether they take an endpoint policy.

Names are those of `aws ec2 describe-vpc-endpoint-services`, without the `com.amazonaws.<region>.` before them. Which
services take no policy is known from one recorded answer for one region: a hint, not AWS's word.
"""

from __future__ import annotations

from pipewarden.aws.regions import partition_of

GATEWAYS = frozenset({"dynamodb", "s3"})


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SERVICES = _words(
    "access-analyzer acm-pca appconfig appconfigdata application-autoscaling athena autoscaling backup batch "
    "cloudcontrolapi cloudformation cloudtrail codeartifact.api codeartifact.repositories codebuild codebuild-fips "
    "codecommit codecommit-fips codeconnections.api codedeploy codedeploy-commands-secure codepipeline "
    "codestar-connections.api config dynamodb ebs ec2 ec2messages ecr.api ecr.dkr ecs ecs-agent ecs-telemetry eks "
    "eks-auth elasticache elasticbeanstalk elasticbeanstalk-health elasticfilesystem elasticloadbalancing events "
    "execute-api git-codecommit git-codecommit-fips glue guardduty-data inspector2 kinesis-firehose "
    "kinesis-streams kms kms-fips lambda license-manager logs macie2 monitoring rds redshift s3 "
    "sagemaker.api secretsmanager securityhub "
    "servicecatalog sns sqs ssm ssmmessages states sts synthetics transfer xray"
)

# The services of a pipeline's VPC that these partitions lack.
_ABSENT = {
    "aws-cn": frozenset(
        {"codestar-connections.api", "codeconnections.api", "macie2", "inspector2", "codeartifact.api"}
        | {"codeartifact.repositories", "codebuild-fips", "codecommit-fips", "git-codecommit-fips", "kms-fips"}
    ),
    "aws-us-gov": frozenset({"codeartifact.api", "codeartifact.repositories", "macie2"}),
}

WITHOUT_POLICY = frozenset({"cloudformation", "codepipeline", "iot.data", "redshift-data"})

_CHINA_PREFIXED = _words(
    "application-autoscaling athena autoscaling backup batch cloudcontrolapi cloudformation "
    "codedeploy-commands-secure ebs ec2 ecr.api ecr.dkr eks elasticache elasticbeanstalk elasticfilesystem "
    "execute-api kinesis-streams lambda license-manager monitoring rds redshift sagemaker.api securityhub "
    "servicecatalog sqs states sts synthetics transfer xray"
)


def known(service: str, region: str) -> bool:
    """Whether an endpoint for `service` exists in the partition of `region`."""
    partition = partition_of(region)
    return service in SERVICES and partition is not None and service not in _ABSENT.get(partition.id, frozenset())


def service_name(service: str, region: str) -> str:
    """The full name of an endpoint service: `com.amazonaws.eu-central-1.kms`."""
    partition = partition_of(region)
    china = partition is not None and partition.id == "aws-cn" and service in _CHINA_PREFIXED
    return f"{'cn.' if china else ''}com.amazonaws.{region}.{service}"


def takes_policy(service: str) -> bool:
    """Whether the service accepts an endpoint policy."""
    return service not in WITHOUT_POLICY
