"""Codes of new households: the file's own, else the group's code and the next number."""

import re

from households.rules.importing.plan import ImportPlan
from households.rules.importing.register import Register

CODE_DIGITS = 4
_NUMBERED = re.compile(r"^(.*)-(\d+)$")


def give_codes(plan: ImportPlan, register: Register) -> None:
    """Give every new household a code, in the order of the file, behind the highest number in use."""
    used = set(register.by_code) | {household.record.code for household in plan.households if household.record.code}
    highest: dict[str, int] = {}
    for code in used:
        match = _NUMBERED.match(code)
        if match:
            highest[match[1]] = max(highest.get(match[1], 0), int(match[2]))
    for household in plan.households:
        if household.known is not None:
            household.code = household.known.code
        elif household.record.code:
            household.code = household.record.code
        elif household.group is not None:
            number = highest.get(household.group.code, 0) + 1
            highest[household.group.code] = number
            household.code = f"{household.group.code}-{number:0{CODE_DIGITS}d}"
