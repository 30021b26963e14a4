# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

# `terraform test` reads the policies of each module. It makes nothing: every resource is overridden, so that only what
# AWS would give, such as ARNs, is made up. The policies are those that the provider works out.
provider "aws" {
  region = "eu-central-1"
}

run "bucket" {
  module {
    source = "./modules/bucket"
  }

  variables {
    action_role_arns     = ["arn:aws:iam::444455556666:role/sample"]
    bucket_name          = "artifacts"
    kms_key_arn          = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000"
    other_logged_buckets = ["all-of-it"]
  }

  override_resource {
    target = aws_s3_bucket.logs
    values = {
      arn = "arn:aws:s3:::logs"
    }
  }

  override_resource {
    target = aws_s3_bucket.this
    values = {
      arn = "arn:aws:s3:::this"
    }
  }

  override_resource {
    target = aws_s3_bucket_lifecycle_configuration.logs
  }

  override_resource {
    target = aws_s3_bucket_lifecycle_configuration.this
  }

  override_resource {
    target = aws_s3_bucket_logging.this
  }

  override_resource {
    target = aws_s3_bucket_notification.this
  }

  override_resource {
    target = aws_s3_bucket_object_lock_configuration.this
  }

  override_resource {
    target = aws_s3_bucket_ownership_controls.logs
  }

  override_resource {
    target = aws_s3_bucket_ownership_controls.this
  }

  override_resource {
    target = aws_s3_bucket_policy.logs
  }

  override_resource {
    target = aws_s3_bucket_policy.this
  }

  override_resource {
    target = aws_s3_bucket_public_access_block.logs
  }

  override_resource {
    target = aws_s3_bucket_public_access_block.this
  }

  override_resource {
    target = aws_s3_bucket_server_side_encryption_configuration.logs
  }

  override_resource {
    target = aws_s3_bucket_server_side_encryption_configuration.this
  }

  override_resource {
    target = aws_s3_bucket_versioning.logs
  }

  override_resource {
    target = aws_s3_bucket_versioning.this
  }

  assert {
    condition = alltrue([
      for resource in [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"] : anytrue([
        for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement :
        statement.Effect == "Deny" && statement.Principal == "*" && statement.Action == "s3:*"
        && contains(flatten([statement.Resource]), resource)
        && try(statement.Condition, {}) == { Bool = { "aws:SecureTransport" = "false" } }
      ])
    ])
    error_message = "The artifact bucket takes requests without TLS."
  }

  assert {
    condition = alltrue([
      for resource in [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"] : anytrue([
        for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement :
        statement.Effect == "Deny" && statement.Principal == "*" && statement.Action == "s3:*"
        && contains(flatten([statement.Resource]), resource)
        && try(statement.Condition, {}) == { NumericLessThan = { "s3:TlsVersion" = "1.3" } }
      ])
    ])
    error_message = "The artifact bucket takes requests over old TLS."
  }

  assert {
    condition = alltrue([
      for resource in [aws_s3_bucket.logs.arn, "${aws_s3_bucket.logs.arn}/*"] : anytrue([
        for statement in jsondecode(aws_s3_bucket_policy.logs.policy).Statement :
        statement.Effect == "Deny" && statement.Principal == "*" && statement.Action == "s3:*"
        && contains(flatten([statement.Resource]), resource)
        && try(statement.Condition, {}) == { Bool = { "aws:SecureTransport" = "false" } }
      ])
    ])
    error_message = "The bucket for access logs takes requests without TLS."
  }

  assert {
    condition = anytrue([
      for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement :
      statement.Effect == "Deny" && statement.Action == "s3:PutObject"
      && try(statement.Condition.StringNotEquals["s3:x-amz-server-side-encryption-aws-kms-key-id"], "") == var.kms_key_arn
    ])
    error_message = "The artifact bucket takes uploads under another key."
  }

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls,
      aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls,
      aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    error_message = "The artifact bucket can be made public."
  }
}

run "kms" {
  module {
    source = "./modules/kms"
  }

  variables {
    action_role_arns   = ["arn:aws:iam::444455556666:role/sample"]
    administrator_arns = ["arn:aws:iam::444455556666:role/sample"]
    dns_suffix         = "amazonaws.com"
    log_group_names    = ["all-of-it"]
    publishers = {
      "all-of-it-alarms" = ["cloudwatch.amazonaws.com"]
    }
    trail_names = ["all-of-it"]
  }

  override_resource {
    target = aws_kms_alias.this
  }

  override_resource {
    target = aws_kms_key.this
  }

  assert {
    condition     = aws_kms_key.this.enable_key_rotation && coalesce(aws_kms_key.this.is_enabled, true)
    error_message = "The key does not rotate, or is disabled."
  }

  assert {
    condition     = coalesce(aws_kms_key.this.customer_master_key_spec, "SYMMETRIC_DEFAULT") == "SYMMETRIC_DEFAULT"
    error_message = "The key is not symmetric."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_kms_key.this.policy).Statement :
      statement.Principal != "*" && try(statement.Principal.AWS, "") != "*"
    ])
    error_message = "The key policy lets everybody in."
  }

  assert {
    condition = anytrue([
      for statement in jsondecode(aws_kms_key.this.policy).Statement :
      try(statement.Principal.AWS, "") == "arn:${var.partition}:iam::${var.account_id}:root" && statement.Action == "kms:*"
    ])
    error_message = "The account cannot administer the key."
  }
}

run "pipeline" {
  module {
    source = "./modules/pipeline"
  }

  variables {
    artifact_bucket               = "artifacts"
    artifact_bucket_arn           = "arn:aws:s3:::artifacts"
    artifact_bucket_arn_eu_west_1 = "arn:aws:s3:::artifacts"
    artifact_bucket_arn_us_east_1 = "arn:aws:s3:::artifacts"
    artifact_bucket_eu_west_1     = "artifacts"
    artifact_bucket_us_east_1     = "artifacts"
    kms_key_arn                   = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000"
    kms_key_arn_eu_west_1         = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000"
  }

  override_resource {
    target = aws_cloudwatch_event_rule.drop
    values = {
      arn = "arn:aws:events:eu-central-1:111122223333:rule/drop"
    }
  }

  override_resource {
    target = aws_cloudwatch_event_rule.image
    values = {
      arn = "arn:aws:events:eu-central-1:111122223333:rule/image"
    }
  }

  override_resource {
    target = aws_cloudwatch_event_rule.repo
    values = {
      arn = "arn:aws:events:eu-central-1:111122223333:rule/repo"
    }
  }

  override_resource {
    target = aws_cloudwatch_event_target.drop
  }

  override_resource {
    target = aws_cloudwatch_event_target.image
  }

  override_resource {
    target = aws_cloudwatch_event_target.repo
  }

  override_resource {
    target = aws_cloudwatch_log_group.build
    values = {
      arn = "arn:aws:logs:eu-central-1:111122223333:log-group:build"
    }
  }

  override_resource {
    target = aws_cloudwatch_log_group.build_image
    values = {
      arn = "arn:aws:logs:eu-central-1:111122223333:log-group:build-image"
    }
  }

  override_resource {
    target = aws_cloudwatch_log_group.commands
    values = {
      arn = "arn:aws:logs:eu-central-1:111122223333:log-group:commands"
    }
  }

  override_resource {
    target = aws_codebuild_project.build
    values = {
      arn = "arn:aws:codebuild:eu-central-1:111122223333:project/build"
    }
  }

  override_resource {
    target = aws_codebuild_project.build_image
    values = {
      arn = "arn:aws:codebuild:eu-central-1:111122223333:project/build-image"
    }
  }

  override_resource {
    target = aws_codepipeline.this
    values = {
      arn = "arn:aws:codepipeline:eu-central-1:111122223333:this"
    }
  }

  override_resource {
    target = aws_codestarconnections_connection.github
    values = {
      arn = "arn:aws:codestar-connections:eu-central-1:111122223333:connection/github"
    }
  }

  override_resource {
    target = aws_codestarconnections_connection.gitlab
    values = {
      arn = "arn:aws:codestar-connections:eu-central-1:111122223333:connection/gitlab"
    }
  }

  override_resource {
    target = aws_codestarnotifications_notification_rule.this
  }

  override_resource {
    target = aws_iam_policy.approver
  }

  override_resource {
    target = aws_iam_role.build
    values = {
      arn = "arn:aws:iam::111122223333:role/build"
    }
  }

  override_resource {
    target = aws_iam_role.build_image
    values = {
      arn = "arn:aws:iam::111122223333:role/build-image"
    }
  }

  override_resource {
    target = aws_iam_role.events
    values = {
      arn = "arn:aws:iam::111122223333:role/events"
    }
  }

  override_resource {
    target = aws_iam_role.pipeline
    values = {
      arn = "arn:aws:iam::111122223333:role/pipeline"
    }
  }

  override_resource {
    target = aws_iam_role_policy.build
  }

  override_resource {
    target = aws_iam_role_policy.build_image
  }

  override_resource {
    target = aws_iam_role_policy.events
  }

  override_resource {
    target = aws_iam_role_policy.pipeline
  }

  override_resource {
    target = aws_sns_topic.approvals
    values = {
      arn = "arn:aws:sns:eu-central-1:111122223333:approvals"
    }
  }

  override_resource {
    target = aws_sns_topic.notifications
    values = {
      arn = "arn:aws:sns:eu-central-1:111122223333:notifications"
    }
  }

  override_resource {
    target = aws_sns_topic_policy.approvals
  }

  override_resource {
    target = aws_sns_topic_policy.notifications
  }

  override_resource {
    target = aws_sns_topic_subscription.approvals
  }

  override_resource {
    target = aws_sns_topic_subscription.notifications
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_iam_role.pipeline.assume_role_policy).Statement :
      statement.Principal == { Service = "codepipeline.amazonaws.com" }
      && try(statement.Condition.StringEquals["aws:SourceAccount"], "") == var.account_id
    ])
    error_message = "Others than the pipeline can take its role."
  }

  assert {
    condition     = alltrue([for store in aws_codepipeline.this.artifact_store : store.encryption_key[0].type == "KMS"])
    error_message = "A store does not encrypt with a key of the stack."
  }
}

run "trail" {
  module {
    source = "./modules/trail"
  }

  variables {
    access_log_bucket    = "artifacts"
    artifact_bucket_arns = ["arn:aws:s3:::artifacts"]
    bucket_name          = "artifacts"
    kms_key_arn          = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000"
  }

  override_resource {
    target = aws_cloudtrail.this
  }

  override_resource {
    target = aws_cloudwatch_log_group.this
    values = {
      arn = "arn:aws:logs:eu-central-1:111122223333:log-group:this"
    }
  }

  override_resource {
    target = aws_cloudwatch_log_metric_filter.this
  }

  override_resource {
    target = aws_cloudwatch_metric_alarm.this
  }

  override_resource {
    target = aws_iam_role.this
    values = {
      arn = "arn:aws:iam::111122223333:role/this"
    }
  }

  override_resource {
    target = aws_iam_role_policy.this
  }

  override_resource {
    target = aws_s3_bucket.this
    values = {
      arn = "arn:aws:s3:::this"
    }
  }

  override_resource {
    target = aws_s3_bucket_lifecycle_configuration.this
  }

  override_resource {
    target = aws_s3_bucket_logging.this
  }

  override_resource {
    target = aws_s3_bucket_ownership_controls.this
  }

  override_resource {
    target = aws_s3_bucket_policy.this
  }

  override_resource {
    target = aws_s3_bucket_public_access_block.this
  }

  override_resource {
    target = aws_s3_bucket_server_side_encryption_configuration.this
  }

  override_resource {
    target = aws_s3_bucket_versioning.this
  }

  override_resource {
    target = aws_sns_topic.alarms
    values = {
      arn = "arn:aws:sns:eu-central-1:111122223333:alarms"
    }
  }

  override_resource {
    target = aws_sns_topic.deliveries
    values = {
      arn = "arn:aws:sns:eu-central-1:111122223333:deliveries"
    }
  }

  override_resource {
    target = aws_sns_topic_policy.alarms
  }

  override_resource {
    target = aws_sns_topic_policy.deliveries
  }

  override_resource {
    target = aws_sns_topic_subscription.alarms
  }

  assert {
    condition = alltrue([
      for resource in [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"] : anytrue([
        for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement :
        statement.Effect == "Deny" && statement.Principal == "*" && statement.Action == "s3:*"
        && contains(flatten([statement.Resource]), resource)
        && try(statement.Condition, {}) == { Bool = { "aws:SecureTransport" = "false" } }
      ])
    ])
    error_message = "The trail bucket takes requests without TLS."
  }

  assert {
    condition = anytrue([
      for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement :
      statement.Effect == "Allow" && statement.Action == "s3:PutObject"
      && try(statement.Condition.ArnEquals["aws:SourceArn"], "") == local.trail_arn
    ])
    error_message = "The trail cannot deliver into its bucket."
  }

  assert {
    condition = alltrue([
      aws_cloudtrail.this.enable_log_file_validation,
      aws_cloudtrail.this.enable_logging,
      aws_cloudtrail.this.include_global_service_events,
      aws_cloudtrail.this.is_multi_region_trail,
    ])
    error_message = "The trail does not record everything."
  }
}

run "vpc_endpoint" {
  module {
    source = "./modules/vpc-endpoint"
  }

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000"
  }

  override_resource {
    target = aws_cloudwatch_log_group.flow_log
    values = {
      arn = "arn:aws:logs:eu-central-1:111122223333:log-group:flow-log"
    }
  }

  override_resource {
    target = aws_default_security_group.this
  }

  override_resource {
    target = aws_flow_log.this
  }

  override_resource {
    target = aws_iam_role.flow_log
    values = {
      arn = "arn:aws:iam::111122223333:role/flow-log"
    }
  }

  override_resource {
    target = aws_iam_role_policy.flow_log
  }

  override_resource {
    target = aws_route_table.this
  }

  override_resource {
    target = aws_route_table_association.this
  }

  override_resource {
    target = aws_security_group.endpoints
  }

  override_resource {
    target = aws_subnet.this
  }

  override_resource {
    target = aws_vpc.this
  }

  override_resource {
    target = aws_vpc_endpoint.codebuild
  }

  override_resource {
    target = aws_vpc_endpoint.codecommit
  }

  override_resource {
    target = aws_vpc_endpoint.codepipeline
  }

  override_resource {
    target = aws_vpc_endpoint.codestar_connections_api
  }

  override_resource {
    target = aws_vpc_endpoint.ecr_api
  }

  override_resource {
    target = aws_vpc_endpoint.ecr_dkr
  }

  override_resource {
    target = aws_vpc_endpoint.events
  }

  override_resource {
    target = aws_vpc_endpoint.kms
  }

  override_resource {
    target = aws_vpc_endpoint.logs
  }

  override_resource {
    target = aws_vpc_endpoint.s3
  }

  override_resource {
    target = aws_vpc_endpoint.sts
  }

  override_resource {
    target = aws_vpc_security_group_ingress_rule.endpoints
  }

  override_resource {
    target = aws_vpn_gateway.this
  }

  assert {
    condition     = aws_vpc_endpoint.codebuild.vpc_endpoint_type == "Interface" && aws_vpc_endpoint.codebuild.private_dns_enabled
    error_message = "Clients of codebuild are not led to its endpoint."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_vpc_endpoint.codebuild.policy).Statement :
      try(statement.Condition.StringEquals["aws:PrincipalAccount"] == var.account_id, statement.Sid == "AllowImageLayers")
    ])
    error_message = "The endpoint of codebuild serves other accounts."
  }

  assert {
    condition     = aws_vpc_endpoint.codecommit.vpc_endpoint_type == "Interface" && aws_vpc_endpoint.codecommit.private_dns_enabled
    error_message = "Clients of codecommit are not led to its endpoint."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_vpc_endpoint.codecommit.policy).Statement :
      try(statement.Condition.StringEquals["aws:PrincipalAccount"] == var.account_id, statement.Sid == "AllowImageLayers")
    ])
    error_message = "The endpoint of codecommit serves other accounts."
  }

  assert {
    condition     = aws_vpc_endpoint.codepipeline.vpc_endpoint_type == "Interface" && aws_vpc_endpoint.codepipeline.private_dns_enabled
    error_message = "Clients of codepipeline are not led to its endpoint."
  }

  assert {
    condition     = aws_vpc_endpoint.codestar_connections_api.vpc_endpoint_type == "Interface" && aws_vpc_endpoint.codestar_connections_api.private_dns_enabled
    error_message = "Clients of codestar-connections.api are not led to its endpoint."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_vpc_endpoint.codestar_connections_api.policy).Statement :
      try(statement.Condition.StringEquals["aws:PrincipalAccount"] == var.account_id, statement.Sid == "AllowImageLayers")
    ])
    error_message = "The endpoint of codestar-connections.api serves other accounts."
  }

  assert {
    condition     = aws_vpc_endpoint.ecr_api.vpc_endpoint_type == "Interface" && aws_vpc_endpoint.ecr_api.private_dns_enabled
    error_message = "Clients of ecr.api are not led to its endpoint."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_vpc_endpoint.ecr_api.policy).Statement :
      try(statement.Condition.StringEquals["aws:PrincipalAccount"] == var.account_id, statement.Sid == "AllowImageLayers")
    ])
    error_message = "The endpoint of ecr.api serves other accounts."
  }

  assert {
    condition     = aws_vpc_endpoint.ecr_dkr.vpc_endpoint_type == "Interface" && aws_vpc_endpoint.ecr_dkr.private_dns_enabled
    error_message = "Clients of ecr.dkr are not led to its endpoint."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_vpc_endpoint.ecr_dkr.policy).Statement :
      try(statement.Condition.StringEquals["aws:PrincipalAccount"] == var.account_id, statement.Sid == "AllowImageLayers")
    ])
    error_message = "The endpoint of ecr.dkr serves other accounts."
  }

  assert {
    condition     = aws_vpc_endpoint.events.vpc_endpoint_type == "Interface" && aws_vpc_endpoint.events.private_dns_enabled
    error_message = "Clients of events are not led to its endpoint."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_vpc_endpoint.events.policy).Statement :
      try(statement.Condition.StringEquals["aws:PrincipalAccount"] == var.account_id, statement.Sid == "AllowImageLayers")
    ])
    error_message = "The endpoint of events serves other accounts."
  }

  assert {
    condition     = aws_vpc_endpoint.kms.vpc_endpoint_type == "Interface" && aws_vpc_endpoint.kms.private_dns_enabled
    error_message = "Clients of kms are not led to its endpoint."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_vpc_endpoint.kms.policy).Statement :
      try(statement.Condition.StringEquals["aws:PrincipalAccount"] == var.account_id, statement.Sid == "AllowImageLayers")
    ])
    error_message = "The endpoint of kms serves other accounts."
  }

  assert {
    condition     = aws_vpc_endpoint.logs.vpc_endpoint_type == "Interface" && aws_vpc_endpoint.logs.private_dns_enabled
    error_message = "Clients of logs are not led to its endpoint."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_vpc_endpoint.logs.policy).Statement :
      try(statement.Condition.StringEquals["aws:PrincipalAccount"] == var.account_id, statement.Sid == "AllowImageLayers")
    ])
    error_message = "The endpoint of logs serves other accounts."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_vpc_endpoint.s3.policy).Statement :
      try(statement.Condition.StringEquals["aws:PrincipalAccount"] == var.account_id, statement.Sid == "AllowImageLayers")
    ])
    error_message = "The endpoint of s3 serves other accounts."
  }

  assert {
    condition     = aws_vpc_endpoint.sts.vpc_endpoint_type == "Interface" && aws_vpc_endpoint.sts.private_dns_enabled
    error_message = "Clients of sts are not led to its endpoint."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_vpc_endpoint.sts.policy).Statement :
      try(statement.Condition.StringEquals["aws:PrincipalAccount"] == var.account_id, statement.Sid == "AllowImageLayers")
    ])
    error_message = "The endpoint of sts serves other accounts."
  }
}
