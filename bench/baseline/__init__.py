"""What a user would pick instead: Django admin, django-import-export, plain SQL, naive WeasyPrint and openpyxl."""
