locals { m = "ov" }
