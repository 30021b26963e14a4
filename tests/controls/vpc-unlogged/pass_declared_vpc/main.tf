resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

resource "aws_vpc" "this" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_vpc_endpoint" "codepipeline" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.eu-west-1.codepipeline"
  vpc_endpoint_type = "Interface"
}

resource "aws_flow_log" "this" {
  vpc_id          = aws_vpc.this.id
  log_destination = "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vpc/release"
  iam_role_arn    = "arn:aws:iam::111122223333:role/flow-log"
  traffic_type    = "ALL"
}

resource "aws_vpc_endpoint" "other" {
  vpc_id            = "vpc-0123456789abcdef0"
  service_name      = "com.amazonaws.eu-west-1.codepipeline"
  vpc_endpoint_type = "Interface"
}
