"""Tables of activities."""

from activities.models.activity import Activity, ActivityFile, ActivityPart, Taking
from activities.models.cadres import Cadre, CadreTraining
from activities.models.information import Broadcast, Connection, Station, StationCheck
from activities.models.participation import Attendance, Participation

__all__ = [
    "Activity",
    "ActivityFile",
    "ActivityPart",
    "Attendance",
    "Broadcast",
    "Cadre",
    "CadreTraining",
    "Connection",
    "Participation",
    "Station",
    "StationCheck",
    "Taking",
]
