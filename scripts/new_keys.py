#!/usr/bin/env python3
"""Print new keys for a real installation, ready for an environment file. Keep them apart from the backups."""

import secrets

from cryptography.fernet import Fernet

print(f"SECRET_KEY={secrets.token_urlsafe(60)}")
print(f"PERSONAL_DATA_KEYS={Fernet.generate_key().decode()}")
print(f"PERSONAL_INDEX_KEY={secrets.token_urlsafe(48)}")
print(f"POSTGRES_PASSWORD={secrets.token_urlsafe(24)}")
