"""Hostile input and real courses that may lie beside the project."""

import json
from pathlib import Path

BESIDE = Path(__file__).resolve().parents[3] / "shared"
VECTORS = BESIDE / "vectors"
CORPUS = BESIDE / "corpus"


def vectors(kind: str) -> list[dict]:
    """All vectors of a kind; none where the material does not lie beside the project."""
    return [
        json.loads(line)
        for path in sorted((VECTORS / kind).glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
