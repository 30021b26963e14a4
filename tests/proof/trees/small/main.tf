data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

module "store" {
  source = "./modules/store"

  name     = "small"
  role_arn = aws_iam_role.pipeline.arn
}

module "store_ireland" {
  source = "./modules/store"

  providers = {
    aws = aws.ireland
  }

  name     = "small-ireland"
  role_arn = aws_iam_role.pipeline.arn
}

data "aws_iam_policy_document" "trust" {
  statement {
    sid     = "TrustCodePipeline"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["codepipeline.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_iam_role" "pipeline" {
  name               = "small"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_codestarconnections_connection" "this" {
  name          = "small"
  provider_type = "GitHub"
}

resource "aws_codepipeline" "this" {
  name          = "small"
  role_arn      = aws_iam_role.pipeline.arn
  pipeline_type = "V2"

  artifact_store {
    location = module.store.bucket
    type     = "S3"
    region   = "eu-central-1"

    encryption_key {
      id   = module.store.key_arn
      type = "KMS"
    }
  }

  artifact_store {
    location = module.store_ireland.bucket
    type     = "S3"
    region   = "eu-west-1"

    encryption_key {
      id   = module.store_ireland.key_arn
      type = "KMS"
    }
  }

  stage {
    name = "Source"

    action {
      name             = "Fetch"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeStarSourceConnection"
      version          = "1"
      output_artifacts = ["source"]

      configuration = {
        ConnectionArn    = aws_codestarconnections_connection.this.arn
        FullRepositoryId = "example/small"
        BranchName       = "main"
        DetectChanges    = "true"
      }
    }
  }

  stage {
    name = "Deploy"

    action {
      name            = "Copy"
      category        = "Deploy"
      owner           = "AWS"
      provider        = "S3"
      version         = "1"
      region          = "eu-west-1"
      input_artifacts = ["source"]

      configuration = {
        BucketName = "site"
        Extract    = "true"
      }
    }
  }
}

resource "aws_vpc" "this" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  for_each = toset(["a", "b"])

  vpc_id            = aws_vpc.this.id
  availability_zone = "eu-central-1${each.key}"
  cidr_block        = cidrsubnet(aws_vpc.this.cidr_block, 8, each.key == "a" ? 0 : 1)
}

resource "aws_security_group" "endpoint" {
  name        = "small-endpoint"
  description = "Who may reach the endpoint."
  vpc_id      = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.endpoint.id
  description       = "HTTPS from the network."
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = aws_vpc.this.cidr_block
}

resource "aws_vpc_endpoint" "codepipeline" {
  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.eu-central-1.codepipeline"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoint.id]
  subnet_ids          = [for subnet in aws_subnet.this : subnet.id]
}
