"""The day as a page: static files that need no network, from the rows of a published version."""
