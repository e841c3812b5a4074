"""Reads INI files as configparser does: base64 of a file per line in, JSON per line out."""
import base64
import configparser
import json
import os
import re
import shutil
import sys
import tempfile


class Until39(configparser.ConfigParser):
    SECTCRE = re.compile(r"\[(?P<header>[^]]+)\]")


class Since310(configparser.ConfigParser):
    SECTCRE = re.compile(r"\[(?P<header>.+)\]")


def read(kind, path):
    parser = kind()
    try:
        if parser.read(path) != [path]:
            raise SystemExit("the file was not read")
        sections = {
            section: {key: parser.get(section, key) for key in parser.options(section)}
            for section in parser.sections()
        }
        for key in parser.defaults():
            if all(key in parser._sections[section] for section in sections):
                parser.get("DEFAULT", key)
        return {"sections": sections}
    except (configparser.Error, UnicodeDecodeError) as error:
        return {"error": type(error).__name__}


def portable(content, result):
    if not re.search(rb"\][^\r\n]*\]", content):
        return True
    return result == read(Until39, path) == read(Since310, path)


# In memory, where there is some: a disk takes most of the time.
folder = tempfile.mkdtemp(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
path = os.path.join(folder, "secrets.ini")
try:
    for line in sys.stdin:
        content = base64.b64decode(line)
        with open(path, "wb") as file:
            file.write(content)
        result = read(configparser.ConfigParser, path)
        result["portable"] = portable(content, result)
        print(json.dumps(result), flush=True)
finally:
    shutil.rmtree(folder)
