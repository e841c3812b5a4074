# Finds a Python with this version of Ray on this node, or makes one:
# ray-env.sh NAME RAY PYTHON UV REQUIREMENT...
# PYTHON may be empty: the node's own. The last line is `python=PATH`. uv.sh stands before it.
# shellcheck disable=SC2154
ray=$2 version=${3:-$of_node}
shift 4
if there; then exit 0; fi
[ -n "$version" ] || fail 'The host has no python3.'
begin
make_env "$version" "ray==$ray"
say "installing Ray $ray"
install --index-strategy unsafe-best-match "$@" ||
  failed "Ray $ray could not be installed: is there one for this Python? $("$part/bin/python3" -V)"
finish
