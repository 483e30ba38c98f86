"""What people look at: the operators' page."""
