variable "size" {
  type    = number
  default = 1
}

locals {
  name  = "first"
  other = "kept"
}

resource "aws_s3_bucket" "this" {
  bucket = local.name
  tags   = { from = "main" }
}


resource "aws_security_group" "this" {
  name = "group"

  ingress {
    from_port = 1
    to_port   = 1
    protocol  = "tcp"
  }

  lifecycle {
    create_before_destroy = true
  }
}

output "size" { value = var.size }
output "names" { value = [local.name, local.other] }
