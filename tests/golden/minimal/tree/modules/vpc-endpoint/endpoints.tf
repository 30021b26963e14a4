# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

resource "aws_security_group" "endpoints" {
  name        = "${var.name}-endpoints"
  description = "Lets private clients reach the endpoints over TLS."
  vpc_id      = aws_vpc.this.id

  tags = {
    Name = "${var.name}-endpoints"
  }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  for_each = toset(concat([var.cidr_block], var.client_cidr_blocks))

  description       = "TLS from ${each.value}."
  cidr_ipv4         = each.value
  from_port         = 443
  ip_protocol       = "tcp"
  security_group_id = aws_security_group.endpoints.id
  to_port           = 443

  tags = {
    Name = "${var.name}-endpoints"
  }
}

resource "aws_vpc_endpoint" "codepipeline" {
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints.id]
  service_name        = "com.amazonaws.${var.region}.codepipeline"
  subnet_ids          = [for subnet in aws_subnet.this : subnet.id]
  vpc_endpoint_type   = "Interface"
  vpc_id              = aws_vpc.this.id

  tags = {
    Name = "${var.name}-codepipeline"
  }
}
