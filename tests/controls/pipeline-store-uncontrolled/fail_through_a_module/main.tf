module "pipeline" {
  source = "./pipeline"
  bucket = "elsewhere"
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
