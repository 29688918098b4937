"""Tables of oversight: the yearly plan of inspection, visits, findings, recommendations, evaluation of the plan."""

from oversight.models.evaluation import Evaluation
from oversight.models.plan import PlanItem
from oversight.models.recommendation import Answer, Recommendation, Reminder
from oversight.models.visit import Finding, Visit, VisitFile, VisitHousehold

__all__ = ["Answer", "Evaluation", "Finding", "PlanItem", "Recommendation", "Reminder", "Visit", "VisitFile", "VisitHousehold"]
