variable "watched" {
  type    = list(string)
  default = []
}

resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store {
    location = "artifacts"
    type     = "S3"
  }
}

resource "aws_cloudtrail" "this" {
  name           = "release"
  s3_bucket_name = "trail"

  advanced_event_selector {
    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }

    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }

    field_selector { # expect: fail
      field       = "resources.ARN"
      starts_with = [for name in var.watched : "arn:aws:s3:::${name}/"]
    }
  }
}
