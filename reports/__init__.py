"""What the principal reads, signs and sends: summary, outcomes, letter, exports, home pages."""
