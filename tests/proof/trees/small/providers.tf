provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["444455556666"]

  default_tags {
    tags = { team = "delivery" }
  }
}

provider "aws" {
  alias               = "ireland"
  region              = "eu-west-1"
  allowed_account_ids = ["444455556666"]
}
