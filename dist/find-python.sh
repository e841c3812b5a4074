# Finds a Python of this machine, for scripts: `find_python VERSION` prints its path. VERSION is like
# 3.7 or 3.11.4, or a path. $pythons is where uv keeps its own.
# Where a login shell has it, as flambé itself would find it; profiles may print something, too.
shell='sh'
if command -v bash >/dev/null 2>&1; then shell="bash"; fi
on_login_path() { "$shell" -lc "command -v '$1'" 2>/dev/null </dev/null | tail -n 1; }
of_node=$(on_login_path python3)

# pyenv's shims stand in PATH without being the Python that they are called after.
is_wanted='
import sys
have = "%d.%d.%d" % sys.version_info[:3]
if not (have + ".").startswith(sys.argv[1] + "."): sys.exit(1)
print(sys.executable)'
# shellcheck disable=SC2154
find_python() {
  case $1 in /*) "$1" -c 'import sys; print(sys.executable)' 2>/dev/null; return ;; esac
  minor=$(printf '%s' "$1" | cut -d . -f 1,2)
  for candidate in "$of_node" "$(on_login_path "python$minor")" "$(command -v "python$minor")" \
    "$(command -v python3)" "/usr/local/bin/python$minor" "/usr/bin/python$minor" "$HOME/.pyenv/versions/$minor".*/bin/python3 "/opt/"*"/bin/python$minor" \
    "${RUNNER_TOOL_CACHE:-/opt/hostedtoolcache}/Python/$minor".*/*/bin/python3 \
    "$pythons/cpython-$minor".*/bin/python3; do
    [ -x "$candidate" ] || continue
    "$candidate" -c "$is_wanted" "$1" 2>/dev/null && return
  done
  return 1
}
