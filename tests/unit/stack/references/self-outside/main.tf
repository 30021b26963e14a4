locals {
  a = try(self.id, 1)
}
