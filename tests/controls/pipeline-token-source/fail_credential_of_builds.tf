variable "token" {
  type      = string
  sensitive = true
}

resource "aws_codebuild_source_credential" "this" {
  auth_type   = "PERSONAL_ACCESS_TOKEN" # expect: fail
  server_type = "GITHUB"
  token       = var.token
}
