# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

# `terraform test` reads the policies of each module. It makes nothing: every resource is overridden, so that only what
# AWS would give, such as ARNs, is made up. The policies are those that the provider works out.
provider "aws" {
  region = "us-west-1"
}

run "bucket" {
  module {
    source = "./modules/bucket"
  }

  variables {
    bucket_name          = "artifacts"
    kms_key_arn          = "arn:aws:kms:us-west-1:111122223333:key/00000000-0000-0000-0000-000000000000"
    other_logged_buckets = ["least"]
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
        && try(statement.Condition, {}) == { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
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
    dns_suffix      = "amazonaws.com"
    log_group_names = ["least"]
    publishers = {
      "least-alarms" = ["cloudwatch.amazonaws.com"]
    }
    trail_names = ["least"]
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
    artifact_bucket     = "artifacts"
    artifact_bucket_arn = "arn:aws:s3:::artifacts"
    kms_key_arn         = "arn:aws:kms:us-west-1:111122223333:key/00000000-0000-0000-0000-000000000000"
  }

  override_resource {
    target = aws_cloudwatch_event_rule.source
    values = {
      arn = "arn:aws:events:us-west-1:111122223333:rule/source"
    }
  }

  override_resource {
    target = aws_cloudwatch_event_target.source
  }

  override_resource {
    target = aws_codepipeline.this
    values = {
      arn = "arn:aws:codepipeline:us-west-1:111122223333:this"
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
    target = aws_iam_role_policy.events
  }

  override_resource {
    target = aws_iam_role_policy.pipeline
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
    kms_key_arn          = "arn:aws:kms:us-west-1:111122223333:key/00000000-0000-0000-0000-000000000000"
  }

  override_resource {
    target = aws_cloudtrail.this
  }

  override_resource {
    target = aws_cloudwatch_log_group.this
    values = {
      arn = "arn:aws:logs:us-west-1:111122223333:log-group:this"
    }
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
    target = aws_sns_topic.deliveries
    values = {
      arn = "arn:aws:sns:us-west-1:111122223333:deliveries"
    }
  }

  override_resource {
    target = aws_sns_topic_policy.deliveries
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
    kms_key_arn = "arn:aws:kms:us-west-1:111122223333:key/00000000-0000-0000-0000-000000000000"
  }

  override_resource {
    target = aws_cloudwatch_log_group.flow_log
    values = {
      arn = "arn:aws:logs:us-west-1:111122223333:log-group:flow-log"
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
    target = aws_vpc_endpoint.codepipeline
  }

  override_resource {
    target = aws_vpc_security_group_ingress_rule.endpoints
  }

  assert {
    condition     = aws_vpc_endpoint.codepipeline.vpc_endpoint_type == "Interface" && aws_vpc_endpoint.codepipeline.private_dns_enabled
    error_message = "Clients of codepipeline are not led to its endpoint."
  }
}
