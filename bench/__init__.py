"""Speed against baselines that run in the same session, interleaved. ``python -m bench --help``."""
