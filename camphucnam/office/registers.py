"""The working registers of every application, in the order in which desks show them."""

from activities import registry as activities
from livelihoods import registry as livelihoods
from nutrition import registry as nutrition
from oversight import registry as oversight
from support import registry as support
from welfare import registry as welfare

REGISTERS = (
    *activities.REGISTERS,
    *support.REGISTERS,
    *welfare.REGISTERS,
    *livelihoods.REGISTERS,
    *nutrition.REGISTERS,
    *oversight.REGISTERS,
)
