"""Contracts of tables that stay in the lake: what one stage hands to the next."""
