"""Words for the keys of ``details``: services write keys in Vietnamese without accents."""

from typing import Any

WORDS = {
    "chu_ho_cu": "Chủ hộ cũ",
    "chu_ho_moi": "Chủ hộ mới",
    "den_het": "Đến hết ngày",
    "den_het_ngay": "Đến hết ngày",
    "den_to": "Đến tổ",
    "dinh_chinh": "Đính chính",
    "dinh_dang": "Định dạng",
    "dong": "Số dòng",
    "hat_giong": "Số khởi tạo",
    "hieu_luc": "Hiệu lực từ",
    "ho": "Số hộ",
    "huong_xu_ly": "Hướng xử lý",
    "kieu": "Cách làm",
    "ky": "Kỳ",
    "ly_do": "Lý do",
    "ma": "Mã",
    "muc_da_sua": "Mục đã sửa",
    "muc_do": "Mức độ",
    "nam": "Năm",
    "ngay": "Ngày",
    "ngay_xay_ra": "Ngày xảy ra",
    "nguoi": "Người",
    "nguon": "Nguồn",
    "phan_loai": "Phân loại",
    "quyet_dinh": "Quyết định",
    "roi_danh_sach": "Rời danh sách",
    "sau": "Sau",
    "so_chi_so_thieu_hut": "Số chỉ số thiếu hụt",
    "so_ho": "Số hộ",
    "so_nhan_khau": "Số nhân khẩu",
    "ten_cu": "Tên cũ",
    "ten_dang_nhap": "Tên đăng nhập",
    "ten_moi": "Tên mới",
    "ten_tep": "Tên tệp",
    "thay_doi": "Thay đổi",
    "thu_tu": "Thứ tự",
    "to_tiep_nhan": "Tổ tiếp nhận",
    "tra_loi_truoc": "Trả lời trước",
    "truoc": "Trước",
    "tu_ngay": "Từ ngày",
    "tu_to": "Từ tổ",
    "vai_tro": "Vai trò",
    "viec": "Việc",
}


def word_for(key: str) -> str:
    """The word for a key; an unknown one is shown as it was written, without underscores."""
    return WORDS.get(key) or key.replace("_", " ").capitalize()


def shown(value: Any) -> str:
    """A value of ``details`` as text."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list | tuple):
        return ", ".join(shown(item) for item in value)
    if isinstance(value, dict):
        return "; ".join(f"{word_for(key)}: {shown(item)}" for key, item in value.items())
    return "không" if value is None or value == "" else str(value)
