resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

resource "aws_vpc" "this" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_vpc_endpoint" "codepipeline" {
  vpc_id             = aws_vpc.this.id
  service_name       = "com.amazonaws.eu-west-1.codepipeline"
  vpc_endpoint_type  = "Interface"
  security_group_ids = [aws_security_group.endpoints.id]
}

resource "aws_security_group" "endpoints" {
  vpc_id = aws_vpc.this.id
}

resource "aws_security_group" "website" {
  vpc_id = aws_vpc.this.id

  ingress {
    from_port   = 0
    to_port     = 65535
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
