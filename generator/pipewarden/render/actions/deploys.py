"""Deployments to what exists: a bucket, a CodeDeploy group, an ECS service, an Elastic Beanstalk environment.

The permissions are those of the action references in the CodePipeline user guide.
"""

from __future__ import annotations

from pipewarden.render.actions.base import Draft, in_template
from pipewarden.render.literal import quote
from pipewarden.render.parts import Action, Condition, Statement
from pipewarden.spec.deploys import ECS, CodeDeploy, ElasticBeanstalk, S3Deploy


def s3_deploy(action: S3Deploy, slug: str) -> Action:
    """Files into a bucket, and the use of the bucket's key."""
    draft = Draft(action, slug)
    bucket = draft.variable("bucket", "The bucket that {} writes to.", action.bucket)
    draft.configuration = {"BucketName": bucket, "Extract": quote(str(action.extract).lower())}
    if action.object_key is not None:
        key = draft.variable("object_key", "The key or the prefix that {} writes to.", action.object_key)
        draft.configuration["ObjectKey"] = key
    arn = f"arn:${{var.partition}}:s3:::{in_template(bucket)}"
    rights = ("s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning")
    draft.allow(draft.own("ReadBucket"), rights, f'"{arn}"')
    rights = ("s3:PutObject", "s3:PutObjectAcl", "s3:PutObjectVersionAcl")
    draft.allow(draft.own("WriteObjects"), rights, f'"{arn}/*"')
    if action.kms_key_arn is not None:
        description = "The ARN of the key that encrypts the bucket of {}."
        key_arn = draft.variable("kms_key_arn", description, action.kms_key_arn)
        draft.configuration["KMSEncryptionKeyARN"] = key_arn
        draft.allow(draft.own("UseKey"), ("kms:Decrypt", "kms:GenerateDataKey"), key_arn)
    return draft.finish("Deploy", "S3")


def codedeploy(action: CodeDeploy, slug: str) -> Action:
    """A CodeDeploy deployment."""
    draft = Draft(action, slug)
    application = draft.variable("application", "The application of {}.", action.application)
    group = draft.variable("deployment_group", "The deployment group of {}.", action.deployment_group)
    draft.configuration = {"ApplicationName": application, "DeploymentGroupName": group}
    draft.allow(
        draft.own("RegisterRevision"),
        (
            "codedeploy:GetApplication",
            "codedeploy:GetApplicationRevision",
            "codedeploy:ListDeploymentGroups",
            "codedeploy:RegisterApplicationRevision",
        ),
        draft.arn("codedeploy", f"application:{in_template(application)}"),
    )
    draft.allow(
        draft.own("Deploy"),
        (
            "codedeploy:CreateDeployment",
            "codedeploy:GetDeployment",
            "codedeploy:GetDeploymentGroup",
            "codedeploy:ListDeployments",
        ),
        draft.arn("codedeploy", f"deploymentgroup:{in_template(application)}/{in_template(group)}"),
    )
    configurations = draft.arn("codedeploy", "deploymentconfig:*")
    draft.allow("ReadDeploymentConfigurations", ("codedeploy:GetDeploymentConfig",), configurations)
    draft.allow("ListDeploymentConfigurations", ("codedeploy:ListDeploymentConfigs",), '"*"')
    return draft.finish("Deploy", "CodeDeploy")


def ecs(action: ECS, slug: str) -> Action:
    """A new task definition for an ECS service; its task roles are passed to ECS alone."""
    draft = Draft(action, slug)
    cluster = draft.variable("cluster", "The cluster of {}.", action.cluster)
    service = draft.variable("service", "The service of {}.", action.service)
    roles = draft.variable_list(
        "task_role_arns", "The ARNs of the roles that {} passes to its tasks.", action.task_roles
    )
    draft.configuration = {
        "ClusterName": cluster,
        "FileName": draft.variable("file_name", "The file that tells {} the images.", action.file_name),
        "ServiceName": service,
    }
    arn = draft.arn("ecs", f"service/{in_template(cluster)}/{in_template(service)}")
    draft.allow(draft.own("UpdateService"), ("ecs:DescribeServices", "ecs:UpdateService"), arn)
    tasks = draft.arn("ecs", f"task/{in_template(cluster)}/*")
    draft.allow(draft.own("DescribeTasks"), ("ecs:DescribeTasks",), tasks)
    draft.statements.append(
        Statement(
            draft.own("ListTasks"),
            ("ecs:ListTasks",),
            ('"*"',),
            (Condition("ArnEquals", "ecs:cluster", (draft.arn("ecs", f"cluster/{in_template(cluster)}"),)),),
        )
    )
    definitions = draft.arn("ecs", "task-definition/*:*")
    draft.allow("RegisterTaskDefinitions", ("ecs:RegisterTaskDefinition",), definitions)
    registered = Condition("StringEquals", "ecs:CreateAction", (quote("RegisterTaskDefinition"),))
    draft.statements.append(Statement("TagTaskDefinitions", ("ecs:TagResource",), (definitions,), (registered,)))
    # ECS takes no resource for reading a task definition.
    draft.allow("DescribeTaskDefinitions", ("ecs:DescribeTaskDefinition",), '"*"')
    passed = Condition("StringEquals", "iam:PassedToService", (quote("ecs-tasks.amazonaws.com"),))
    draft.statements.append(Statement(draft.own("PassTaskRoles"), ("iam:PassRole",), (f"{roles}...",), (passed,)))
    return draft.finish("Deploy", "ECS")


def elastic_beanstalk(action: ElasticBeanstalk, slug: str) -> Action:
    """A new application version in an Elastic Beanstalk environment.

    Elastic Beanstalk works on the environment's stack, groups and bucket with the rights of its caller. AWS documents
    all of `ec2:*`, `s3:*` and more for it; these are the calls that an update of the version makes.
    """
    draft = Draft(action, slug)
    application = draft.variable("application", "The application of {}.", action.application)
    environment = draft.variable("environment", "The environment of {}.", action.environment)
    draft.configuration = {"ApplicationName": application, "EnvironmentName": environment}
    name = in_template(application)
    draft.allow(
        draft.own("DeployVersion"),
        (
            "elasticbeanstalk:CreateApplicationVersion",
            "elasticbeanstalk:DescribeApplicationVersions",
            "elasticbeanstalk:DescribeApplications",
            "elasticbeanstalk:DescribeEnvironments",
            "elasticbeanstalk:DescribeEvents",
            "elasticbeanstalk:UpdateEnvironment",
        ),
        draft.arn("elasticbeanstalk", f"application/{name}"),
        draft.arn("elasticbeanstalk", f"applicationversion/{name}/*"),
        draft.arn("elasticbeanstalk", f"environment/{name}/{in_template(environment)}"),
    )
    stacks = (
        "cloudformation:DescribeStackResource",
        "cloudformation:DescribeStackResources",
        "cloudformation:GetTemplate",
    )
    changes = ("cloudformation:DescribeStackEvents", "cloudformation:DescribeStacks", "cloudformation:UpdateStack")
    draft.allow("UpdateEnvironmentStacks", (*stacks, *changes), draft.arn("cloudformation", "stack/awseb-e-*/*"))
    bucket = f'"arn:${{var.partition}}:s3:::elasticbeanstalk-{draft.region}-${{var.account_id}}'
    draft.allow("UseEnvironmentBucket", ("s3:GetBucketLocation", "s3:ListBucket"), f'{bucket}"')
    draft.allow("UseEnvironmentObjects", ("s3:GetObject", "s3:PutObject"), f'{bucket}/*"')
    groups = draft.arn("autoscaling", "autoScalingGroup:*:autoScalingGroupName/awseb-e-*")
    draft.allow("UpdateEnvironmentGroups", ("autoscaling:ResumeProcesses", "autoscaling:SuspendProcesses"), groups)
    described = (
        *(f"autoscaling:Describe{what}" for what in ("AutoScalingGroups", "LaunchConfigurations", "ScalingActivities")),
        *(f"ec2:Describe{what}" for what in ("Images", "Instances", "LaunchTemplates", "SecurityGroups")),
        *(f"elasticloadbalancing:Describe{what}" for what in ("LoadBalancers", "TargetGroups", "TargetHealth")),
    )
    draft.allow("DescribeEnvironment", described, '"*"')
    return draft.finish("Deploy", "ElasticBeanstalk")
