"""Tables of the registers of livelihoods and work."""

from livelihoods.models.abroad import WorkAbroad
from livelihoods.models.credit import Loan, LoanBalance, LoanConfirmation, LoanExtension, LoanUseCheck
from livelihoods.models.fairs import BulletinSpread, JobFair, LabourBulletin
from livelihoods.models.groups import GroupMember, GroupTraining, LinkageContract, ProductionGroup, SeasonResult
from livelihoods.models.initiatives import LivelihoodModel, ModelIncome, ModelInput, ModelParticipant
from livelihoods.models.jobs import JobSeeker, JobSupport, Placement, Referral, Vacancy
from livelihoods.models.training import Enrolment, VocationalClass

__all__ = [
    "BulletinSpread",
    "Enrolment",
    "GroupMember",
    "GroupTraining",
    "JobFair",
    "JobSeeker",
    "JobSupport",
    "LabourBulletin",
    "LinkageContract",
    "LivelihoodModel",
    "Loan",
    "LoanBalance",
    "LoanConfirmation",
    "LoanExtension",
    "LoanUseCheck",
    "ModelIncome",
    "ModelInput",
    "ModelParticipant",
    "Placement",
    "ProductionGroup",
    "Referral",
    "SeasonResult",
    "Vacancy",
    "VocationalClass",
    "WorkAbroad",
]
