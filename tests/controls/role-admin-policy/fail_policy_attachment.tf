resource "aws_iam_role" "build" {
  name               = "build"
  assume_role_policy = "{}"
}

resource "aws_iam_policy_attachment" "build" {
  name       = "admins"
  roles      = ["somebody-elses-role"]
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess" # expect: fail
}
