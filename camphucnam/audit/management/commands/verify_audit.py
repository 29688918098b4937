"""``verify_audit``: does every ward's hash chain hold?"""

from typing import Any

from camphucnam.accounts.models import Ward
from camphucnam.audit.models import AuditEvent, ChainHead
from camphucnam.audit.services import find_breaks
from camphucnam.ui.commands import OfficeCommand, Refused

SHOWN = 20


class Command(OfficeCommand):
    """Exit 1 with the numbers of the lines at which a chain breaks."""

    help = "Kiểm tra chuỗi nhật ký của mọi phường: có dòng nào bị sửa, xóa, chèn hay cắt bớt không."
    needs_ward = False

    def answer(self, ward: Any, options: dict[str, Any]) -> object:
        """One entry per chain; refused when any of them breaks."""
        chains = sorted(
            {*ChainHead.objects.values_list("ward_id", flat=True), *AuditEvent.objects.values_list("ward_id", flat=True).distinct()}
        )
        codes = dict(Ward.objects.values_list("pk", "code"))
        answer: list[dict[str, object]] = []
        broken: list[str] = []
        for ward_id in chains:
            breaks, code = find_breaks(ward_id), codes.get(ward_id, "hệ thống")
            answer.append({"ward": code, "events": AuditEvent.objects.filter(ward_id=ward_id).count(), "breaks": breaks[:SHOWN]})
            if breaks:
                lines = ", ".join(map(str, breaks[:SHOWN]))
                broken.append(f"Chuỗi nhật ký {code} đứt ở dòng {lines}. So với bản sao lưu gần nhất rồi báo người phụ trách.")
        if broken:
            raise Refused(*broken, answer={"chains": answer, "errors": broken})
        return {"chains": answer}

    def show(self, answer: Any, options: dict[str, Any]) -> None:
        """A line per chain."""
        for chain in answer["chains"]:
            self.stdout.write(f"Nhật ký {chain['ward']}: {chain['events']} dòng, chuỗi liền.")
