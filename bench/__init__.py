"""Figures, not tests: `make bench` prints them as a table with the machine they were taken on."""
