# Finds a Python with flambé on this node, or makes one, once for all runs:
# flambe-env.sh NAME FLAMBE PYTHON UV BEFORE REQUIREMENT...
# `: WORDS` tells what is being done; the last line is `python=PATH`. BEFORE may be empty.
# uv.sh stands before it.
# shellcheck disable=SC2034,SC2154
flambe=$2 version=$3 before=$5
shift 5

# To import it takes seconds, with a processor of its own: that it works is noted, and holds until
# something is installed where its Python looks, or removed.
has_flambe='
import os, sys
wanted, note = sys.argv[1:]
# Before any import: packages add to it.
folders = [path for path in sys.path if os.path.isdir(path)]
def state():
    changed = [(path, os.stat(path).st_mtime) for path in folders]
    return repr([wanted, sys.executable, sys.version, changed])
def noted():
    try:
        with open(note) as file: return file.read() == state()
    except OSError: return False
if not noted():
    try: from importlib.metadata import version
    except ImportError:
        import pkg_resources
        version = lambda name: pkg_resources.get_distribution(name).version
    if version("flambe") != wanted: sys.exit(1)
    import flambe.runner.run
    try:
        os.makedirs(os.path.dirname(note), 0o700, exist_ok=True)
        with open(note, "w") as file: file.write(state())
    except OSError: pass
print(sys.executable)'
note=$envs/flambe-$flambe-of-node
if [ -n "$of_node" ] &&
  found=$("$of_node" -Wignore -c "$has_flambe" "$flambe" "$note" 2>/dev/null); then
  say "flambé $flambe is there"
  printf 'python=%s\n' "$(printf '%s\n' "$found" | tail -n 1)"
  exit 0
fi

if there; then exit 0; fi
begin
make_env "$version" "flambe==$flambe"
say "installing flambé $flambe (about 2 GB with its packages)"
install --index-strategy unsafe-best-match "$@" || failed "flambé $flambe could not be installed."
"$part/bin/python3" -Wignore -c "$has_flambe" "$flambe" '' >>"$log" 2>&1 </dev/null ||
  failed "flambé $flambe was installed, and cannot be imported."
finish
