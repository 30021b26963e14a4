resource "aws_codestarconnections_host" "git" {
  name              = "git"
  provider_type     = "GitHubEnterpriseServer"
  provider_endpoint = "http://git.example.com" # expect: fail
}
