"""The plumbing of pages that chat and desk share: sessions, headers, templates, styles."""
