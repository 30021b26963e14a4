provider "aws" {
  region            = "us-east-1"
  use_fips_endpoint = true
}

resource "aws_elasticache_cluster" "locks" { # expect: unknown
  cluster_id = "cache"
}
