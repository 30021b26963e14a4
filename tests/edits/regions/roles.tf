resource "aws_iam_role" "pipeline" {
  name               = "${var.prefix}-pipeline"
  assume_role_policy = <<-JSON
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "codepipeline.amazonaws.com"}, "Action": "sts:AssumeRole",
      "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:codepipeline:us-east-1:${var.tools_account}:${var.prefix}"}}}]}
  JSON
}

resource "aws_iam_role_policy" "pipeline" {
  name   = "pipeline"
  role   = aws_iam_role.pipeline.id
  policy = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [
        {"Effect": "Allow", "Action": ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
         "Resource": ["${module.east.bucket_arn}/*", "${module.west.bucket_arn}/*"]},
        {"Effect": "Allow", "Action": ["s3:GetBucketVersioning", "s3:GetBucketLocation", "s3:ListBucket"],
         "Resource": ["${module.east.bucket_arn}", "${module.west.bucket_arn}"]},
        {"Effect": "Allow", "Action": ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
         "Resource": ["${module.east.key_arn}", "${module.west.key_arn}"]},
        {"Effect": "Allow", "Action": ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTagging", "s3:GetObjectVersionTagging"], "Resource": "arn:aws:s3:::${var.source_bucket}/ledger.zip"},
        {"Effect": "Allow", "Action": ["s3:GetBucketVersioning", "s3:ListBucket", "s3:GetBucketAcl"], "Resource": "arn:aws:s3:::${var.source_bucket}"},
        {"Effect": "Allow", "Action": "codeconnections:UseConnection", "Resource": "${aws_codeconnections_connection.bitbucket.arn}"},
        {"Effect": "Allow", "Action": ["codebuild:StartBuild", "codebuild:BatchGetBuilds"], "Resource": "${aws_codebuild_project.build.arn}"},
        {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::${var.production_account}:role/${var.prefix}-deploy"}
      ]
    }
  JSON
}

resource "aws_iam_role" "build" {
  name               = "${var.prefix}-build"
  assume_role_policy = <<-JSON
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "codebuild.amazonaws.com"}, "Action": "sts:AssumeRole",
      "Condition": {"StringEquals": {"aws:SourceAccount": "${var.tools_account}"}}}]}
  JSON
}

resource "aws_iam_role_policy" "build" {
  name   = "build"
  role   = aws_iam_role.build.id
  policy = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [
        {"Effect": "Allow", "Action": ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"], "Resource": "${module.east.bucket_arn}/*"},
        {"Effect": "Allow", "Action": ["kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"], "Resource": "${module.east.key_arn}"},
        {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "${aws_cloudwatch_log_group.build.arn}:*"}
      ]
    }
  JSON
}

resource "aws_iam_role" "start" {
  name               = "${var.prefix}-start"
  assume_role_policy = <<-JSON
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sts:AssumeRole",
      "Condition": {"StringEquals": {"aws:SourceAccount": "${var.tools_account}"}}}]}
  JSON
}

resource "aws_iam_role_policy" "start" {
  name   = "start"
  role   = aws_iam_role.start.id
  policy = <<-JSON
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "codepipeline:StartPipelineExecution", "Resource": "${aws_codepipeline.ledger.arn}"}]}
  JSON
}

resource "aws_ssoadmin_permission_set" "release" {
  name         = "ledger-release"
  instance_arn = "arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6"
}

resource "aws_ssoadmin_permission_set_inline_policy" "release" {
  instance_arn       = aws_ssoadmin_permission_set.release.instance_arn
  permission_set_arn = aws_ssoadmin_permission_set.release.arn
  inline_policy      = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [
        {"Effect": "Allow", "Action": ["codepipeline:Get*", "codepipeline:List*", "codepipeline:PutApprovalResult"], "Resource": "*"},
        {"Effect": "Deny", "Action": ["codepipeline:PutApprovalResult", "codepipeline:StopPipelineExecution"], "Resource": "*",
         "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}}
      ]
    }
  JSON
}
