"""The plan: what is planned, who must do it, who benefits."""

from programs.models.agency import Agency, AgencyAlias, AgencyContact, AgencyMembership
from programs.models.assignment import Assignment, ProgressNote
from programs.models.exchange import AssignmentComment, AssignmentFile, AssignmentNudge, AssignmentPartner
from programs.models.paper import PlanPaper
from programs.models.plan import Finding, LegalBasis, Plan, PlanSection, Recipient, ReportingDuty
from programs.models.policy import BeneficiaryRule, Policy
from programs.models.project import Programme, Project, SubProject, SubProjectSection, SupportContent

__all__ = [
    "Agency",
    "AgencyAlias",
    "AgencyContact",
    "AgencyMembership",
    "Assignment",
    "AssignmentComment",
    "AssignmentFile",
    "AssignmentNudge",
    "AssignmentPartner",
    "BeneficiaryRule",
    "Finding",
    "LegalBasis",
    "Plan",
    "PlanPaper",
    "PlanSection",
    "Policy",
    "Programme",
    "ProgressNote",
    "Project",
    "Recipient",
    "ReportingDuty",
    "SubProject",
    "SubProjectSection",
    "SupportContent",
]
