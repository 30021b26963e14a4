resource "aws_codebuild_project" "build" {
  source {
    type         = "GITHUB_ENTERPRISE"
    location     = "https://git.example.com/team/app.git"
    insecure_ssl = true # expect: fail
  }
}
