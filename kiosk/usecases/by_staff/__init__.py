"""What someone of the team does at the kiosk, each act one transaction with its audit record."""
