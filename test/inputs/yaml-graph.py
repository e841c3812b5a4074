"""Reads JSON [[text, ...], ...] from stdin; for each list tells whether ruamel.yaml sees one node graph."""

import json
import sys

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode


def graph(node, seen):
    if node is None:
        return None
    if id(node) in seen:
        return ["alias", seen[id(node)]]
    seen[id(node)] = len(seen)
    tag = str(node.tag)
    if isinstance(node, ScalarNode):
        # The round-trip scanner marks with BEL where a folded scalar was folded.
        return [tag, node.value.replace("\a", "")]
    if isinstance(node, MappingNode):
        return [tag, [[graph(key, seen), graph(value, seen)] for key, value in node.value]]
    return [tag, [graph(item, seen) for item in node.value]]


def graphs(text):
    return [graph(node, {}) for node in YAML().compose_all(text)]


cases = json.load(sys.stdin)
json.dump([all(graphs(text) == graphs(texts[0]) for text in texts) for texts in cases], sys.stdout)
