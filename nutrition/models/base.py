"""Whose work the registers of nutrition are."""

from households.models import Household, Member

NUTRITION = ("DA3.TDA2",)


class OfMember:
    """A row about a member; the log names the household."""

    member: Member

    @property
    def household(self) -> Household:
        """The household of the person."""
        return self.member.household
