"""The clock of the machine: one with a battery, setting the system's, and the command for people."""
