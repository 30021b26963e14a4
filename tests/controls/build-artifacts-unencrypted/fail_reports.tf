resource "aws_codebuild_report_group" "tests" {
  name = "tests"
  type = "TEST"

  export_config {
    type = "S3"

    s3_destination {
      bucket              = "release-reports"
      encryption_key      = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      encryption_disabled = true # expect: fail
    }
  }
}
