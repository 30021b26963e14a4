second_region = "us-west-2"
