"""Trees of the national programmes (data/trees.toml): national and local codes side by side. Only what the papers at hand say."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TREES = Path(__file__).resolve().parent.parent / "data" / "trees.toml"


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A project or sub-project. An empty code: not known, or not there. ``verified`` False: still to be compared with the paper."""

    name: str
    national_code: str
    local_code: str
    verified: bool
    note: str = ""

    @property
    def is_subproject(self) -> bool:
        """Whether it belongs to a project of the tree."""
        return "." in (self.national_code or self.local_code)


@dataclass(frozen=True, slots=True)
class ProgrammeTree:
    """A programme with its parts, valid for plans of the years ``first_year`` … ``last_year`` (both inside)."""

    code: str
    name: str
    period: str
    first_year: int
    last_year: int
    legal_basis: str
    verified: bool
    note: str
    nodes: tuple[TreeNode, ...]

    def national_code_of(self, local_code: str) -> str:
        """The national code of a (sub-)project of the ward; empty where the tree does not say."""
        return next((node.national_code for node in self.nodes if node.local_code == local_code), "")


@cache
def programme_trees() -> tuple[ProgrammeTree, ...]:
    """Every tree, oldest first."""
    raw = tomllib.loads(TREES.read_text(encoding="utf-8"))
    return tuple(ProgrammeTree(**{**item, "nodes": tuple(TreeNode(**node) for node in item["nodes"])}) for item in raw["trees"])


def tree_by_code(code: str) -> ProgrammeTree | None:
    """The tree with this code."""
    return next((tree for tree in programme_trees() if tree.code == code), None)


def trees_for(year: int) -> tuple[ProgrammeTree, ...]:
    """Trees valid in a year first, then the others: the choice stays with the office."""
    return tuple(sorted(programme_trees(), key=lambda tree: not tree.first_year <= year <= tree.last_year))
