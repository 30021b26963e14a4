log_days     = 365
flow_traffic = "ALL"
