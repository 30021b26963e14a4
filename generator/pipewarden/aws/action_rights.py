"""What the role of a pipeline's action must be allowed to do, and on what, by the action's provider.

The rights are those of the action references in the CodePipeline user guide (*Manage the CodePipeline service role*),
as far as the action's configuration says on what they work. `{Name}` in a resource is a value of that configuration;
`{partition}`, `{region}` and `{account}` are the action's.
"""

from __future__ import annotations

from msgspec import Struct


class Right(Struct, frozen=True):
    """Actions that must all be allowed on `resource`; of `either` one is enough.

    A right whose resource has a value that the configuration does not set is not needed, nor is one whose `without` it
    sets. Without a resource it must be allowed on something: the configuration does not say on what. `context` are
    condition keys that come with it.
    """

    actions: tuple[str, ...]
    resource: str | None
    either: bool = False
    context: tuple[tuple[str, str], ...] = ()
    without: str | None = None


_STACK = "arn:{partition}:cloudformation:{region}:{account}:stack/{StackName}/00000000-0000-0000-0000-000000000000"
_STACKS = {
    "CREATE_UPDATE": ("cloudformation:CreateStack", "cloudformation:UpdateStack"),
    "CHANGE_SET_REPLACE": ("cloudformation:CreateChangeSet", "cloudformation:DescribeChangeSet"),
    "CHANGE_SET_EXECUTE": ("cloudformation:DescribeChangeSet", "cloudformation:ExecuteChangeSet"),
    "DELETE_ONLY": ("cloudformation:DeleteStack",),
    "REPLACE_ON_FAILURE": ("cloudformation:CreateStack", "cloudformation:DeleteStack", "cloudformation:UpdateStack"),
}
_RIGHTS: dict[tuple[str, str], tuple[Right, ...]] = {
    ("Source", "CodeStarSourceConnection"): (
        Right(("codestar-connections:UseConnection", "codeconnections:UseConnection"), "{ConnectionArn}", either=True),
    ),
    ("Source", "CodeCommit"): (
        Right(
            (
                "codecommit:GetBranch",
                "codecommit:GetCommit",
                "codecommit:GetUploadArchiveStatus",
                "codecommit:UploadArchive",
            ),
            "arn:{partition}:codecommit:{region}:{account}:{RepositoryName}",
        ),
    ),
    ("Source", "S3"): (
        Right(("s3:GetBucketVersioning",), "arn:{partition}:s3:::{S3Bucket}"),
        Right(("s3:GetObject", "s3:GetObjectVersion"), "arn:{partition}:s3:::{S3Bucket}/{S3ObjectKey}"),
    ),
    ("Source", "ECR"): (
        Right(("ecr:DescribeImages",), "arn:{partition}:ecr:{region}:{account}:repository/{RepositoryName}"),
    ),
    ("Build", "CodeBuild"): (
        Right(
            ("codebuild:BatchGetBuilds", "codebuild:StartBuild"),
            "arn:{partition}:codebuild:{region}:{account}:project/{ProjectName}",
        ),
    ),
    ("Approval", "Manual"): (Right(("sns:Publish",), "{NotificationArn}"),),
    ("Deploy", "S3"): (
        Right(("s3:PutObject",), "arn:{partition}:s3:::{BucketName}/{ObjectKey}"),
        # The files of an extracted artifact go to the bucket under names of their own.
        Right(("s3:PutObject",), "arn:{partition}:s3:::{BucketName}/index.html", without="ObjectKey"),
    ),
    ("Deploy", "CodeDeploy"): (
        Right(
            ("codedeploy:GetApplicationRevision", "codedeploy:RegisterApplicationRevision"),
            "arn:{partition}:codedeploy:{region}:{account}:application:{ApplicationName}",
        ),
        Right(
            ("codedeploy:CreateDeployment", "codedeploy:GetDeployment"),
            "arn:{partition}:codedeploy:{region}:{account}:deploymentgroup:{ApplicationName}/{DeploymentGroupName}",
        ),
        Right(("codedeploy:GetDeploymentConfig",), None),
    ),
    ("Deploy", "ECS"): (
        Right(
            ("ecs:DescribeServices", "ecs:UpdateService"),
            "arn:{partition}:ecs:{region}:{account}:service/{ClusterName}/{ServiceName}",
        ),
        Right(("ecs:DescribeTaskDefinition",), None),
        Right(("ecs:RegisterTaskDefinition",), None),
        Right(("iam:PassRole",), None, context=(("iam:PassedToService", "ecs-tasks.amazonaws.com"),)),
    ),
    ("Deploy", "ElasticBeanstalk"): (
        Right(
            ("elasticbeanstalk:DescribeEnvironments", "elasticbeanstalk:UpdateEnvironment"),
            "arn:{partition}:elasticbeanstalk:{region}:{account}:environment/{ApplicationName}/{EnvironmentName}",
        ),
        Right(("elasticbeanstalk:CreateApplicationVersion",), None),
    ),
    ("Invoke", "Lambda"): (
        Right(("lambda:InvokeFunction",), "arn:{partition}:lambda:{region}:{account}:function:{FunctionName}"),
    ),
    ("Invoke", "StepFunctions"): (
        Right(("states:DescribeStateMachine", "states:StartExecution"), "{StateMachineArn}"),
        Right(("states:DescribeExecution",), None),
    ),
}
CLONING = {
    "CodeStarSourceConnection": _RIGHTS["Source", "CodeStarSourceConnection"],
    "CodeCommit": (Right(("codecommit:GitPull",), "arn:{partition}:codecommit:{region}:{account}:{RepositoryName}"),),
}
"""What a build must be allowed to do where its source hands over a reference to clone instead of the files
(AWS CodePipeline User Guide, *Add permissions for CodeBuild GitClone actions*), by the source's provider."""
_RIGHTS["Test", "CodeBuild"] = _RIGHTS["Build", "CodeBuild"]
_PASS_TO_CLOUDFORMATION = Right(
    ("iam:PassRole",), "{RoleArn}", context=(("iam:PassedToService", "cloudformation.amazonaws.com"),)
)


def rights(category: str, provider: str, mode: str | None = None) -> tuple[Right, ...]:
    """The rights of an action; `mode` is the `ActionMode` of CloudFormation. Nothing is known of other providers."""
    if (category, provider) == ("Deploy", "CloudFormation"):
        return (Right(("cloudformation:DescribeStacks", *_STACKS.get(mode or "", ())), _STACK), _PASS_TO_CLOUDFORMATION)
    return _RIGHTS.get((category, provider), ())
