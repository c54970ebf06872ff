"""What accounts prints: slips, QR codes, the roster template."""
