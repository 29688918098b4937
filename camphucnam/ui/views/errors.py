"""Pages for what went wrong, in the words of the office: what, why, what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from camphucnam.kernel.errors import DomainError


def _error(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    template = "errors/fragment.html" if getattr(request, "htmx", False) else "errors/page.html"
    return render(request, template, {"heading": title, "text": text}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _error(
        request, 400, "Yêu cầu không đọc được", "Dữ liệu gửi lên không đúng dạng. Quay lại trang trước, tải lại trang rồi làm lại."
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _error(
        request, 403, "Không được phép", "Tài khoản này không được làm việc vừa rồi. Cần làm thì đề nghị người quản trị giao vai trò."
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; the same words whether the thing does not exist or is not this person's to see."""
    return _error(
        request,
        404,
        "Không tìm thấy trang",
        "Địa chỉ này không có, hoặc tài khoản này không xem được. Kiểm tra lại địa chỉ hoặc về trang đầu.",
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the form guard: usually a page that stood open over a sign-in or a sign-out."""
    return _error(
        request,
        403,
        "Trang đã mở quá lâu",
        "Để an toàn, biểu mẫu trên trang này không còn dùng được và chưa có gì được ghi. Tải lại trang rồi gửi lại.",
    )


def refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    """409: a service refused and the view had no form to show the sentence in."""
    return _error(request, 409, "Chưa thực hiện được", error.message)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: uses neither database nor session, which may be what is broken."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)
