# A module that is called from an example within its own repository: the folder above holds both.
module "small" { # expect: unknown
  source = "../.."
}

module "large" {
  source = "../.."
}

module "logs" {
  source = "../logs"
}

module "events" {
  source = "../events"
}
