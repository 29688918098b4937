"""Words for the keys of ``details``: services write keys in Vietnamese without accents."""

from typing import Any

from camphucnam.kernel.numbers import format_int

LONG_NUMBER = 10_000  # from here on in groups of three, while years stay as they are

WORDS = {
    "ap_dung_tu": "Áp dụng từ ngày",
    "buoc": "Bước",
    "chu_ho_cu": "Chủ hộ cũ",
    "chu_ho_moi": "Chủ hộ mới",
    "chung_tu": "Chứng từ",
    "co_mat": "Số người có mặt",
    "da_chi": "Đã chi",
    "da_ket_thuc": "Đã kết thúc ngày",
    "danh_sach": "Số người trong danh sách",
    "den_het": "Đến hết ngày",
    "den_het_ngay": "Đến hết ngày",
    "den_ngay": "Đến ngày",
    "den_to": "Đến tổ",
    "dieu_kien": "Điều kiện lọc",
    "dinh_chinh": "Đính chính",
    "dinh_dang": "Định dạng",
    "don_vi": "Đơn vị",
    "dong": "Số dòng",
    "dot": "Đợt",
    "gia_tri": "Mức",
    "han": "Hạn",
    "hat_giong": "Số khởi tạo",
    "hieu_luc": "Hiệu lực từ",
    "hinh_thuc": "Hình thức",
    "ho": "Số hộ",
    "huong_xu_ly": "Hướng xử lý",
    "kem_thanh_vien": "Kèm thành viên",
    "khoan": "Số khoản",
    "kieu": "Cách làm",
    "ky": "Kỳ",
    "loai": "Loại",
    "ly_do": "Lý do",
    "ma": "Mã",
    "mau_so": "Mẫu số",
    "moi": "Số dòng mới",
    "muc": "Mục",
    "muc_da_sua": "Mục đã sửa",
    "muc_do": "Mức độ",
    "muc_truoc": "Mục trước",
    "nam": "Năm",
    "nam_hoc": "Năm học",
    "ngay": "Ngày",
    "ngay_neu": "Ngày nêu",
    "ngay_xay_ra": "Ngày xảy ra",
    "nguoi": "Người",
    "nguon": "Nguồn",
    "nhan_khau": "Số nhân khẩu",
    "nhom": "Nhóm",
    "noi_dung": "Nội dung",
    "phan": "Phần",
    "phan_loai": "Phân loại",
    "quyet_dinh": "Quyết định",
    "roi_danh_sach": "Rời danh sách",
    "rut": "Số liệu rút, đến ngày",
    "sau": "Sau",
    "sha256": "Mã kiểm tra",
    "so": "Số văn bản",
    "so_byte": "Dung lượng (byte)",
    "so_chi_so_thieu_hut": "Số chỉ số thiếu hụt",
    "so_dong": "Số dòng",
    "so_ho": "Số hộ",
    "so_muc": "Số mục",
    "so_nhan_khau": "Số nhân khẩu",
    "so_tien": "Số tiền (đồng)",
    "so_to": "Số tổ",
    "so_van_ban": "Số văn bản",
    "sua": "Số dòng sửa",
    "ten": "Tên",
    "ten_cu": "Tên cũ",
    "ten_dang_nhap": "Tên đăng nhập",
    "ten_moi": "Tên mới",
    "ten_tep": "Tên tệp",
    "tep": "Tệp",
    "thay_doi": "Thay đổi",
    "thay_the": "Thay thế bản có mã kiểm tra",
    "thoi_ap_dung": "Số dòng thôi áp dụng",
    "thoi_diem": "Thời điểm",
    "thoi_gian": "Thời gian",
    "thu_tu": "Thứ tự",
    "thuoc_doi_tuong": "Thuộc đối tượng",
    "tinh_trang": "Tình trạng",
    "to": "Tổ",
    "to_tiep_nhan": "Tổ tiếp nhận",
    "tra_loi_truoc": "Trả lời trước",
    "trung": "Có thể trùng hỗ trợ",
    "truoc": "Trước",
    "tu": "Lập từ",
    "tu_ngay": "Từ ngày",
    "tu_so": "Tử số",
    "tu_to": "Từ tổ",
    "vai_tro": "Vai trò",
    "van_ban": "Văn bản",
    "vi_tri": "Vị trí",
    "viec": "Việc",
}


def word_for(key: str) -> str:
    """The word for a key; an unknown one is shown as it was written, without underscores."""
    return WORDS.get(key) or key.replace("_", " ").capitalize()


def shown(value: Any) -> str:
    """A value of ``details`` as text."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int) and value >= LONG_NUMBER:
        return format_int(value)
    if isinstance(value, list | tuple):
        return ", ".join(shown(item) for item in value)
    if isinstance(value, dict):
        return "; ".join(f"{word_for(key)}: {shown(item)}" for key, item in value.items())
    return "không" if value is None or value == "" else str(value)
