"""The central badge service: a complete reference service."""
