resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store {
    location = aws_s3_bucket.artifacts.bucket
    type     = "S3"
  }
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "artifacts"
}

locals {
  watched = ["website", aws_s3_bucket.artifacts.bucket]
}

data "aws_partition" "this" {
}

resource "aws_cloudtrail" "this" {
  name           = "release"
  s3_bucket_name = "trail"
  dynamic "event_selector" {
    for_each = local.watched
    content {
      data_resource {
        type   = "AWS::S3::Object"
        values = ["arn:${data.aws_partition.this.partition}:s3:::${event_selector.value}/"]
      }
    }
  }
}
