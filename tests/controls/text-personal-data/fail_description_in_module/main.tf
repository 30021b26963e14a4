module "key" {
  source = "./key"
  text   = "Ask (212) 555-0100."
}
