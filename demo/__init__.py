"""The demo school: filled through the same doors as a real one, never by rows of its own."""

from demo.fill import fill
from demo.sign_in import print_sign_in

__all__ = ["fill", "print_sign_in"]
