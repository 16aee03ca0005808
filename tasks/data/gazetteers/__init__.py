"""Builds the tables of `tasks/data` from public sources and from the editors' own tables beside these modules.

A table is what the sources give by the rule of its module, less the keys of `left_out_TABLE.csv`, plus the rows of
`curated_TABLE.csv`; a curated row takes the place of a derived one with the same key. Nothing here runs in a pipeline.
"""
