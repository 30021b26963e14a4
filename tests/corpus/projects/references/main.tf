provider "aws" {
  region = "eu-west-1"
}

data "aws_caller_identity" "me" {}
data "aws_partition" "this" {}
data "aws_region" "this" {}

resource "aws_kms_key" "this" {
  count                   = 2
  description             = "key ${count.index} in ${data.aws_region.this.region}"
  deletion_window_in_days = 7 + count.index
}

resource "aws_kms_alias" "this" {
  for_each      = { for index, key in aws_kms_key.this : "key-${index}" => key.key_id }
  name          = "alias/${each.key}"
  target_key_id = each.value
}

resource "aws_s3_bucket" "this" {
  bucket = "bucket-${data.aws_caller_identity.me.account_id}"
}

resource "aws_iam_role" "this" {
  name               = "role"
  path               = "/service/"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_s3_object" "this" {
  bucket  = aws_s3_bucket.this.id
  key     = "object"
  content = "${aws_s3_bucket.this.arn} ${aws_kms_key.this[0].description} ${aws_iam_role.this.arn}"
}

resource "aws_sns_topic" "this" {
  name = join("-", [for key in aws_kms_key.this : key.deletion_window_in_days])
}

resource "aws_cloudwatch_log_group" "this" {
  name       = "/aws/${aws_sns_topic.this.name}"
  kms_key_id = aws_kms_key.this[1].arn
}

output "bucket" { value = aws_s3_bucket.this.bucket }
output "descriptions" { value = aws_kms_key.this[*].description }
output "windows" { value = sum(aws_kms_key.this[*].deletion_window_in_days) }
output "names" { value = { for key, alias in aws_kms_alias.this : key => alias.name } }
output "root" { value = "arn:${data.aws_partition.this.partition}:iam::${data.aws_caller_identity.me.account_id}:root" }
