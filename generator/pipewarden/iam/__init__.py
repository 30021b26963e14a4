"""The policy language: one model, and decisions about all requests, with witnesses."""
