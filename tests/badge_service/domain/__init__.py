"""Tests of what the centre decides."""
