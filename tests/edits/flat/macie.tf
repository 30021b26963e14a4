resource "aws_macie2_account" "this" {
  status                       = "ENABLED"
  finding_publishing_frequency = "FIFTEEN_MINUTES"
}

resource "aws_macie2_classification_job" "artifacts" {
  name     = "${var.name}-artifacts"
  job_type = "SCHEDULED"
  schedule_frequency {
    daily_schedule = true
  }
  s3_job_definition {
    bucket_definitions {
      account_id = local.account_id
      buckets    = [aws_s3_bucket.artifacts.id]
    }
  }
  depends_on = [aws_macie2_account.this]
}
