variable "environment" {
  type    = string
  default = "prod"
  validation {
    condition     = contains(["dev", "prod"], var.environment)
    error_message = "The environment is dev or prod."
  }
}
variable "settings" {
  type = map(object({
    key_deletion_days = number
    rotate_keys       = bool
  }))
  default = {
    default = { key_deletion_days = 30, rotate_keys = true }
  }
}
variable "repositories" {
  type    = map(string)
  default = { catalog = "shop/catalog", basket = "shop/basket" }
}
variable "builds" {
  type = any
  default = {
    catalog = { environment = { LOG_LEVEL = { value = "info" } } }
    basket = {
      environment = {
        LOG_LEVEL = { value = "info" }
        API_KEY   = { value = "/shop/basket/api-key", type = "PARAMETER_STORE" }
      }
    }
  }
}
