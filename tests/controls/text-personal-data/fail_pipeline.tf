resource "aws_codepipeline" "this" {
  name     = "release-of-jane.doe@example.com" # expect: fail
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  variable {
    name          = "API_TOKEN"
    default_value = "a1b2c3d4e5"                     # expect: fail
    description   = "Paid with 4111 1111 1111 1111." # expect: fail
  }

  stage {
    name = "Approve"

    action {
      name     = "Ask-jane.doe@example.com" # expect: fail
      category = "Approval"
      owner    = "AWS"
      provider = "Manual"
      version  = "1"

      configuration = {
        CustomData = "Call +1 212 555 0100 first." # expect: fail
      }
    }
  }
}
