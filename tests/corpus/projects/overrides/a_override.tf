variable "size" {
  default = "7"
}

locals {
  name = "second"
}

resource "aws_security_group" "this" {
  description = "overridden"

  ingress {
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
  }

  ingress {
    from_port = 80
    to_port   = 80
    protocol  = "tcp"
  }
}
