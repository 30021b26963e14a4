variable "v" {
  type = object({a = string, b = optional(list(any), [])})
  default = {a = "x"}
}
