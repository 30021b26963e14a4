keys = {
  good = "SYMMETRIC_DEFAULT"
  bad  = "ECC_NIST_P256"
}
