"""What a table promises: its columns with types, nullability and descriptions, its grain and its version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

STRINGS = pa.list_(pa.field("element", pa.string(), nullable=False))
UTC = pa.timestamp("us", tz="UTC")
SPANS = pa.list_(
    pa.field(
        "element",
        pa.struct(
            [
                pa.field("start_char", pa.int32(), nullable=False),
                pa.field("end_char", pa.int32(), nullable=False),
            ]
        ),
        nullable=False,
    )
)


@dataclass(frozen=True)
class Contract:
    """A table's promise. `grain` names the columns that identify a row; rows are stored sorted by them."""

    table: str
    version: int
    grain: tuple[str, ...]
    description: str
    schema: pa.Schema

    @property
    def is_dated(self) -> bool:
        """Whether the rows belong to one day, and files to one `dump_date=` folder."""
        return "dump_date" in self.schema.names


def column(name: str, kind: pa.DataType, description: str, *, nullable: bool = False) -> pa.Field[Any]:
    """A field whose description travels into every Parquet file as field metadata."""
    return pa.field(name, kind, nullable=nullable, metadata={"description": description})


def contract(
    table: str, *, version: int, grain: tuple[str, ...], description: str, columns: list[pa.Field[Any]]
) -> Contract:
    """A contract whose schema metadata names table, version and grain."""
    metadata: dict[bytes | str, bytes | str] = {
        "daybook.table": table,
        "daybook.schema_version": str(version),
        "daybook.grain": ",".join(grain),
        "description": description,
    }
    return Contract(table, version, grain, description, pa.schema(columns, metadata=metadata))
