"""Controls on the trail, log groups and topics."""
