variable "tags" {
  type    = map(string)
  default = { Owner = "jane.doe@example.com" } # expect: fail
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"

  tags = var.tags
}
