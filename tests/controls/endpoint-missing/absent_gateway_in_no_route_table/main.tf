provider "aws" {
  region = "eu-west-1"
}

resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

resource "aws_vpc_endpoint" "codepipeline" {
  vpc_id            = "vpc-1"
  service_name      = "com.amazonaws.eu-west-1.codepipeline"
  vpc_endpoint_type = "Interface"
}

resource "aws_vpc_endpoint" "s3" { # expect: absent
  vpc_id       = "vpc-1"
  service_name = "com.amazonaws.eu-west-1.s3"
}
