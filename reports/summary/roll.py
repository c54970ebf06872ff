"""Figures of the roll: who was asked, who answered."""

from dataclasses import dataclass

from reports import tally


@dataclass(frozen=True)
class RollLine:
    """How many units of an audience (or of one class) were asked and answered.

    audience: value of an Audience; class_name is empty in the line of a whole audience.
    asked: without those who left and said nothing. persons: respondents, where one unit may hold several.
    """

    audience: str
    class_name: str
    asked: int
    answered: int
    persons: int
    joined: int
    left: int

    @property
    def rate(self):
        return tally.percent(self.answered, self.asked)
