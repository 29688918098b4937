"""Photographs are made anew: what a phone hides in them (place, serial number) and what an attacker hides does not stay."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from camphucnam.kernel.errors import DomainError

LONGEST_SIDE, QUALITY = 1920, 82
MAX_PIXELS = 60_000_000
BROKEN = "Ảnh bị hỏng hoặc tải lên chưa đủ. Chụp lại hoặc chọn ảnh khác."


def clean_photo(data: bytes) -> bytes:
    """The picture as a new JPEG, upright, at most 1920 pixels long; DomainError for what is no picture or far too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise DomainError("Ảnh quá lớn (trên 60 triệu điểm). Giảm cỡ ảnh rồi tải lại.")
                picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise DomainError(BROKEN) from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    target = io.BytesIO()
    upright.save(target, "JPEG", quality=QUALITY, optimize=True)
    return target.getvalue()
