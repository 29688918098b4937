"""How large an uploaded workbook may be. Every limit is checked before the workbook is read."""

from typing import Final

MAX_FILE_BYTES: Final = 10 * 1024 * 1024
MAX_ENTRIES: Final = 1_000
MAX_UNPACKED_BYTES: Final = 100 * 1024 * 1024
MAX_RATIO: Final = 150
RATIO_COUNTS_FROM: Final = 5 * 1024 * 1024
MAX_SHEETS: Final = 20
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 200
MAX_CELLS: Final = 1_000_000
MAX_MERGES: Final = 20_000
MAX_SECONDS: Final = 60
MAX_CPU_SECONDS: Final = 9
MAX_MEMORY_BYTES: Final = 512 * 1024 * 1024
