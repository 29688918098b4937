"""The working registers of this application, installed by the project on top."""

from programs.registry import Register

REGISTERS: tuple[Register, ...] = ()
