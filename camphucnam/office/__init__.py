"""Composition on top: what joins the applications into one office. Not a Django application, imported by nobody below."""
