"""The spec file: its model, its loading with line numbers, and its errors."""
