resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

resource "aws_vpc_endpoint" "codepipeline" {
  vpc_id              = "vpc-0123456789abcdef0"
  service_name        = "com.amazonaws.eu-west-1.codepipeline"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
}
