"""Facts about AWS, and detectors of personal data and secrets: the bottom layer, which imports nothing of ours."""
