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

resource "aws_cloudtrail" "this" {
  name           = "release"
  s3_bucket_name = "trail"
  advanced_event_selector {
    name = "Artifacts"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }

    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }

    field_selector {
      field       = "resources.ARN"
      starts_with = ["${aws_s3_bucket.artifacts.arn}/"]
    }

    field_selector { # expect: fail
      field      = "readOnly"
      not_equals = ["true"]
    }
  }
}
