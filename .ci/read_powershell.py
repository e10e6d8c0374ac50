"""Fails where a script for PowerShell can't be read, and says at which line."""

import sys

import tree_sitter
import tree_sitter_pwsh


def unreadable(node):
    """What stands in the place of something that the grammar knows."""
    if node.is_error or node.is_missing:
        yield node
    for child in node.children:
        yield from unreadable(child)


parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_pwsh.language()))
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        script = file.read()
    for node in unreadable(parser.parse(script).root_node):
        row, column = node.start_point
        sys.exit(f"{name}:{row + 1}:{column + 1}: no PowerShell")
