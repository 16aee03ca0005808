"""Measuring: the pipeline against a gold file, one language model against another. Never writes to a home."""
