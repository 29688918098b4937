"""``plan --year Y``: the ward's plan of a year."""

from typing import Any

from django.core.management.base import CommandParser

from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.commands import OfficeCommand, Refused
from programs.models import Plan
from programs.selectors.plans import plan_document, standing_plan, years_of


class Command(OfficeCommand):
    help = "In kế hoạch của một năm: tiểu dự án, chính sách, đơn vị và nhiệm vụ, căn cứ, nơi nhận."

    def add_office_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, required=True, help="năm của kế hoạch")

    def answer(self, ward: Any, options: dict[str, Any]) -> object:
        plans = Plan.objects.in_ward(ward.pk)
        plan = standing_plan(plans, options["year"])
        if plan is None:
            years = ", ".join(map(str, years_of(plans))) or "chưa có năm nào"
            raise Refused(
                f"Phường chưa có kế hoạch năm {options['year']} (các năm đang có: {years}). "
                f"Nạp từ tệp dữ liệu: manage.py load_reference --plan {options['year']} --commit"
            )
        return plan_document(plan)

    def show(self, answer: Any, options: dict[str, Any]) -> None:
        signed = format_dmy(answer["signed_on"]) or "(chưa ký)"
        self.stdout.write(f"Kế hoạch năm {options['year']}, số {answer['number'] or '(chưa có)'}, ngày {signed}")
        self.stdout.write("\nDự án, tiểu dự án:")
        for item in answer["subprojects"]:
            self.stdout.write(f"  {item['code']} (quốc gia {item['national_code']}) {item['name']}\n      chủ trì: {item['lead']}")
            self.stdout.write("".join(f"\n      - {text}" for text in item["contents"]).lstrip("\n"))
        self.stdout.write("\nChính sách:")
        for item in answer["policies"]:
            self.stdout.write(
                f"  {item['code']} {item['name']}\n      phụ trách: {', '.join(item['owners']) or 'chưa giao cho đơn vị nào'}"
            )
        self.stdout.write("\nPhân công:")
        for item in answer["agencies"]:
            self.stdout.write(f"  {item['code']} {item['name']}" + "".join(f"\n      - {text}" for text in item["assignments"]))
        for title, key in (("Căn cứ", "legal_bases"), ("Nơi nhận", "recipients")):
            self.stdout.write(f"\n{title}:" + "".join(f"\n  - {text}" for text in answer[key]))
