token = "hunter22"
