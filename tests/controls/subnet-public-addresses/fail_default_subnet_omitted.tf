resource "aws_codepipeline" "this" {
  name     = "release"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"
}

resource "aws_default_vpc" "this" {
}

resource "aws_default_subnet" "a" { # expect: fail
  availability_zone = "eu-west-1a"
}

resource "aws_vpc_endpoint" "codepipeline" {
  vpc_id            = aws_default_vpc.this.id
  service_name      = "com.amazonaws.eu-west-1.codepipeline"
  vpc_endpoint_type = "Interface"
  subnet_ids        = [aws_default_subnet.a.id]
}
