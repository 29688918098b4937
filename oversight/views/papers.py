"""The minutes of a visit on paper."""

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.documents.pdf import pdf_of
from camphucnam.documents.responses import download
from camphucnam.documents.words import letterhead
from oversight.models import Visit
from oversight.querysets import CODES
from oversight.rules.words import KIND_PAPERS, FindingKind, OversightKind
from oversight.selectors import registers as found
from oversight.views.visits import place_of
from programs.views.access import reads


@reads(*CODES)
def minutes(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """Biên bản kiểm tra, giám sát: who, where, which households, what was found and recommended."""
    row: Visit = get_object_or_404(found.visits(request.user, request.ward.pk).counting(), pk=pk)
    kind = OversightKind(row.kind)
    head = letterhead(request.ward.profile_on(row.held_on), row.held_on, row.held_on.year)
    if kind is OversightKind.SUPERVISION:  # the Front's own paper, not the committee's
        head = {**head, "parent_lines": "", "authority_lines": row.agency.name.upper()}
    homes = list(row.households.counting().select_related("household__group"))
    context = {
        "row": row,
        "verb": KIND_PAPERS[kind],
        "place": place_of(row),
        "paragraphs": [line.strip() for line in row.minutes.splitlines() if line.strip()],
        "homes": homes,
        "findings": [(FindingKind.label_of(one.kind), one) for one in row.findings.counting().select_related("household")],
        "recommendations": list(row.recommendations.counting().select_related("agency")),
        "head": head,
        "is_demo": request.ward.is_demo,
    }
    content = pdf_of("oversight/pdf/minutes.html", context, row.held_on)
    record(Action.LIST_EXPORTED, by=request.user, ward_id=request.ward.pk, target=row, viec="Biên bản", ho=len(homes))
    return download(content, f"bien-ban-{row.pk}.pdf")
