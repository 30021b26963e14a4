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

resource "aws_vpc_endpoint" "codebuild" {
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints.id]
  service_name        = "com.amazonaws.${var.region}.codebuild"
  subnet_ids          = [for subnet in aws_subnet.this : subnet.id]
  vpc_endpoint_type   = "Interface"
  vpc_id              = aws_vpc.this.id
  policy              = data.aws_iam_policy_document.codebuild.json

  tags = {
    Name = "${var.name}-codebuild"
  }
}

resource "aws_vpc_endpoint" "codecommit" {
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints.id]
  service_name        = "com.amazonaws.${var.region}.codecommit"
  subnet_ids          = [for subnet in aws_subnet.this : subnet.id]
  vpc_endpoint_type   = "Interface"
  vpc_id              = aws_vpc.this.id
  policy              = data.aws_iam_policy_document.codecommit.json

  tags = {
    Name = "${var.name}-codecommit"
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

resource "aws_vpc_endpoint" "codestar_connections_api" {
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints.id]
  service_name        = "com.amazonaws.${var.region}.codestar-connections.api"
  subnet_ids          = [for subnet in aws_subnet.this : subnet.id]
  vpc_endpoint_type   = "Interface"
  vpc_id              = aws_vpc.this.id
  policy              = data.aws_iam_policy_document.codestar_connections_api.json

  tags = {
    Name = "${var.name}-codestar-connections.api"
  }
}

resource "aws_vpc_endpoint" "ecr_api" {
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints.id]
  service_name        = "com.amazonaws.${var.region}.ecr.api"
  subnet_ids          = [for subnet in aws_subnet.this : subnet.id]
  vpc_endpoint_type   = "Interface"
  vpc_id              = aws_vpc.this.id
  policy              = data.aws_iam_policy_document.ecr_api.json

  tags = {
    Name = "${var.name}-ecr.api"
  }
}

resource "aws_vpc_endpoint" "ecr_dkr" {
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints.id]
  service_name        = "com.amazonaws.${var.region}.ecr.dkr"
  subnet_ids          = [for subnet in aws_subnet.this : subnet.id]
  vpc_endpoint_type   = "Interface"
  vpc_id              = aws_vpc.this.id
  policy              = data.aws_iam_policy_document.ecr_dkr.json

  tags = {
    Name = "${var.name}-ecr.dkr"
  }
}

resource "aws_vpc_endpoint" "events" {
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints.id]
  service_name        = "com.amazonaws.${var.region}.events"
  subnet_ids          = [for subnet in aws_subnet.this : subnet.id]
  vpc_endpoint_type   = "Interface"
  vpc_id              = aws_vpc.this.id
  policy              = data.aws_iam_policy_document.events.json

  tags = {
    Name = "${var.name}-events"
  }
}

resource "aws_vpc_endpoint" "kms" {
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints.id]
  service_name        = "com.amazonaws.${var.region}.kms"
  subnet_ids          = [for subnet in aws_subnet.this : subnet.id]
  vpc_endpoint_type   = "Interface"
  vpc_id              = aws_vpc.this.id
  policy              = data.aws_iam_policy_document.kms.json

  tags = {
    Name = "${var.name}-kms"
  }
}

resource "aws_vpc_endpoint" "logs" {
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints.id]
  service_name        = "com.amazonaws.${var.region}.logs"
  subnet_ids          = [for subnet in aws_subnet.this : subnet.id]
  vpc_endpoint_type   = "Interface"
  vpc_id              = aws_vpc.this.id
  policy              = data.aws_iam_policy_document.logs.json

  tags = {
    Name = "${var.name}-logs"
  }
}

resource "aws_vpc_endpoint" "s3" {
  route_table_ids   = [aws_route_table.this.id]
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  vpc_id            = aws_vpc.this.id
  policy            = data.aws_iam_policy_document.s3.json

  tags = {
    Name = "${var.name}-s3"
  }
}

resource "aws_vpc_endpoint" "sts" {
  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints.id]
  service_name        = "com.amazonaws.${var.region}.sts"
  subnet_ids          = [for subnet in aws_subnet.this : subnet.id]
  vpc_endpoint_type   = "Interface"
  vpc_id              = aws_vpc.this.id
  policy              = data.aws_iam_policy_document.sts.json

  tags = {
    Name = "${var.name}-sts"
  }
}
