module "network" {
  source = "git::https://jane:hunter22@git.example.com/network.git?ref=v1.2.3" # expect: fail
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "release-artifacts"
}
