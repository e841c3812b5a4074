"""Reads JSON [{before, after, extensions, savePath, resources, env}, ...] from stdin; tells of each, for
ruamel.yaml and PyYAML, whether `after` is the node graph of `before` with nothing but that changed.
"""

import json
import sys

import yaml
from ruamel.yaml import YAML
from ruamel.yaml import nodes as ruamel_nodes

STR, SEQ, MAP = ("tag:yaml.org,2002:" + kind for kind in ("str", "seq", "map"))


def compose_ruamel(text):
    return list(YAML().compose_all(text))


def compose_pyyaml(text):
    return list(yaml.compose_all(text, Loader=yaml.SafeLoader))


def graph(node):
    """The tree that a node stands for, with every alias written out."""
    if node is None:
        return None
    tag, value = str(node.tag), node.value
    if isinstance(value, str):
        # ruamel's round-trip scanner marks with BEL where a folded scalar was folded.
        return [tag, value.replace("\a", "")]
    if tag == MAP or (value and isinstance(value[0], tuple)):
        return [tag, [[graph(key), graph(item)] for key, item in value]]
    return [tag, [graph(item) for item in value]]


class Change:
    def __init__(self, nodes):
        self.nodes = nodes

    def text(self, value):
        return self.nodes.ScalarNode(STR, value)

    def mapping(self, fields, tag=MAP):
        return self.nodes.MappingNode(tag, [(self.text(name), node) for name, node in fields])

    def texts(self, values):
        return self.nodes.SequenceNode(SEQ, [self.text(value) for value in values])

    def environment(self, env):
        own = {
            "key": env["key"],
            "orchestrator_ip": env["orchestratorIp"],
            "factories_ips": env["factoriesIps"],
            "public_orchestrator_ip": env["publicOrchestratorIp"],
            "public_factories_ips": env["publicFactoriesIps"],
            "user": env["user"],
            "local_user": env["localUser"],
        }
        fields = [
            (name, self.text(value) if isinstance(value, str) else self.texts(value))
            for name, value in own.items()
        ]
        return self.mapping(fields, "!RemoteEnvironment")

    def with_field(self, mapping, name, node):
        """A mapping with a field changed, or added at its end."""
        fields = list(mapping.value)
        for i, (key, _) in enumerate(fields):
            if key.tag == STR and key.value == name:
                fields[i] = (key, node)
                break
        else:
            fields.append((self.text(name), node))
        return self.nodes.MappingNode(mapping.tag, fields)

    def apply(self, documents, case):
        documents = list(documents)
        if len(documents) > 1:
            for name, path in case.get("extensions", {}).items():
                documents[0] = self.with_field(documents[0], name, self.text(path))
        root = documents[-1]
        if "savePath" in case:
            root = self.with_field(root, "save_path", self.text(case["savePath"]))
        if case.get("resources"):
            given = [value for key, value in root.value if key.value == "resources"]
            resources = given[0] if given else self.mapping([])
            for name, path in case["resources"].items():
                resources = self.with_field(resources, name, self.text(path))
            root = self.with_field(root, "resources", resources)
        if "env" in case:
            root = self.with_field(root, "env", self.environment(case["env"]))
        documents[-1] = root
        return documents


def unordered(tree):
    """Where a resource stands among the others means nothing to flambé."""
    tag, fields = tree
    for field in fields if isinstance(fields, list) else []:
        if isinstance(field, list) and len(field) == 2 and field[0] == [STR, "resources"]:
            if isinstance(field[1][1], list):
                field[1][1].sort(key=json.dumps)
    return tree


def same(compose, nodes, case):
    expected = [graph(node) for node in Change(nodes).apply(compose(case["before"]), case)]
    actual = [graph(node) for node in compose(case["after"])]
    for documents in (expected, actual):
        unordered(documents[-1])
    return True if expected == actual else {"expected": expected, "actual": actual}


def verdict(case):
    return {
        "ruamel": same(compose_ruamel, ruamel_nodes, case),
        "pyyaml": same(compose_pyyaml, yaml.nodes, case),
    }


json.dump([verdict(case) for case in json.load(sys.stdin)], sys.stdout)
