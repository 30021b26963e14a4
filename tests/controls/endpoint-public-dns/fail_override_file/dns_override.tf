resource "aws_vpc_endpoint" "codepipeline" {
  private_dns_enabled = false # expect: fail
}
