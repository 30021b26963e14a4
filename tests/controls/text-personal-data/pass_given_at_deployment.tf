variable "owner" {
  type = string
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"

  tags = {
    Owner = var.owner
  }
}
