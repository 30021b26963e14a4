resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

locals {
  categories = { Data = "AWS::S3::Object" }
}

resource "aws_cloudtrail" "this" { # expect: fail
  name           = "release"
  s3_bucket_name = "trail"
  dynamic "advanced_event_selector" {
    for_each = local.categories
    content {
      field_selector {
        field  = "eventCategory"
        equals = [advanced_event_selector.key]
      }

      field_selector {
        field  = "resources.type"
        equals = [advanced_event_selector.value]
      }
    }
  }
}
