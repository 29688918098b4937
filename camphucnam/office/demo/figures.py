"""What agencies and the officer reported for targets that the register cannot compute; the others stay without figures."""

from datetime import date

from camphucnam.accounts.models import User, Ward
from indicators.models import Target
from indicators.services.observation import ObservationData, observation_record

# target, who reports, month and day, done, of all
FIGURES = (
    ("T03", "canbo", (11, 30), 2, None),
    ("T04", "canbo", (10, 20), 17, 21),
    ("T05", "canbo", (11, 30), 34, 36),
    ("T14", "tramyte", (12, 5), 412, 420),
    ("T15", "tramyte", (12, 5), 11, 16),
    ("T16", "canbo", (11, 20), 2, None),
)
SOURCE = "Báo cáo kết quả năm (ví dụ)"


def write_figures(ward: Ward, people: dict[str, User], year: int) -> None:
    """Entries of the demonstration year; nothing for a year without targets or without these people."""
    targets = {target.code: target for target in Target.objects.in_ward(ward.pk).filter(year=year).select_related("indicator")}
    for code, name, (month, day), done, total in FIGURES:
        if code in targets and name in people:
            observation_record(targets[code], ObservationData(date(year, month, day), done, total, SOURCE), by=people[name])
