secret = "of-no-shape"
