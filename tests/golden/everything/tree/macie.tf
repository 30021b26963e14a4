# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

resource "aws_macie2_account" "this" {
  finding_publishing_frequency = "ONE_HOUR"
  status                       = "ENABLED"
}

resource "aws_macie2_classification_job" "artifacts" {
  name        = "${var.name}-artifacts"
  description = "Looks for sensitive data in the artifacts of ${var.name}."
  job_type    = "SCHEDULED"

  s3_job_definition {
    bucket_definitions {
      account_id = data.aws_caller_identity.current.account_id
      buckets    = [module.bucket.name]
    }
  }

  schedule_frequency {
    daily_schedule = true
  }

  depends_on = [aws_macie2_account.this]
}

resource "aws_macie2_account" "this_eu_west_1" {
  region = "eu-west-1"

  finding_publishing_frequency = "ONE_HOUR"
  status                       = "ENABLED"
}

resource "aws_macie2_classification_job" "artifacts_eu_west_1" {
  region = "eu-west-1"

  name        = "${var.name}-artifacts"
  description = "Looks for sensitive data in the artifacts of ${var.name}."
  job_type    = "SCHEDULED"

  s3_job_definition {
    bucket_definitions {
      account_id = data.aws_caller_identity.current.account_id
      buckets    = [module.bucket_eu_west_1.name]
    }
  }

  schedule_frequency {
    daily_schedule = true
  }

  depends_on = [aws_macie2_account.this_eu_west_1]
}

resource "aws_macie2_account" "this_us_east_1" {
  region = "us-east-1"

  finding_publishing_frequency = "ONE_HOUR"
  status                       = "ENABLED"
}

resource "aws_macie2_classification_job" "artifacts_us_east_1" {
  region = "us-east-1"

  name        = "${var.name}-artifacts"
  description = "Looks for sensitive data in the artifacts of ${var.name}."
  job_type    = "SCHEDULED"

  s3_job_definition {
    bucket_definitions {
      account_id = data.aws_caller_identity.current.account_id
      buckets    = [module.bucket_us_east_1.name]
    }
  }

  schedule_frequency {
    daily_schedule = true
  }

  depends_on = [aws_macie2_account.this_us_east_1]
}
