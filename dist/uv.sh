# What makes Python environments on a node, for scripts whose first argument is the environment's name
# and whose fourth is the version of uv. `: WORDS` tells what is being done. What cannot be had here
# is asked for: `needs=…` and code 4; the runner brings it to $supplies, and this starts again.
# find-python.sh stands before it.
set -u
name=$1 uv=$4 arch=$(uname -m) before=
envs=$HOME/.flambe-action-envs
pythons=$envs/python
log=$envs/$name.log
made=$envs/$name
part=$made.part
brought=${supplies:-/nowhere}/tools
wheels=${supplies:-/nowhere}/$name
[ -d "$wheels" ] || wheels=
# A complete one is of no use when the CPython that it was made with is gone, or is another now.
there() {
  [ -e "$made/complete" ] && "$made/bin/python3" -I -c "$works" 2>/dev/null </dev/null || return 1
  printf 'python=%s\n' "$made/bin/python3"
}
# Every environment has setuptools, in a folder named after its Python.
works='import importlib.util, sys; sys.exit(importlib.util.find_spec("setuptools") is None)'
say() { printf ': %s\n' "$1"; }
fail() { printf '%s\n' "$1" >&2; exit 1; }
# Everything but progress goes to the log; its end is shown when something fails.
attempt() { "$@" >>"$log" 2>&1 </dev/null 9>&-; }
failed() { tail -n 15 "$log" >&2; fail "$1"; }
# ask WHAT [PYTHON_VERSION]
ask() {
  glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null | cut -d ' ' -f 2)
  printf 'needs=%s arch=%s glibc=%s python=%s\n' "$1" "$arch" "$glibc" "${2-}"
  tail -n 15 "$log" >&2
  exit 4
}

# Makes the environment in $part; who comes second waits, and finds it made.
begin() {
  { mkdir -p "$envs" && chmod 700 "$envs"; } || fail "$envs cannot be made"
  exec 9>"$envs/$name.lock"
  flock -w 1800 9 || fail 'another run has been making the environment for half an hour'
  if there; then exit 0; fi
  rm -rf "$part" "$made"
  : >"$log"
  # What pip of this host is set to counts for uv, too.
  if [ -z "${UV_INDEX_URL-}${UV_DEFAULT_INDEX-}" ] && [ -n "$of_node" ]; then
    UV_INDEX_URL=$("$of_node" -m pip config list 2>/dev/null </dev/null |
      sed -n "s/^[^ ]*\.index-url='\(.*\)'\$/\1/p" | tail -n 1)
    if [ -n "$UV_INDEX_URL" ]; then export UV_INDEX_URL; else unset UV_INDEX_URL; fi
  fi
  get_uv
}
# Once it has its name it is complete.
finish() {
  rm -rf "$UV_CACHE_DIR"
  : >"$part/complete"
  say 'made, for later runs, too'
  { mv -T "$part" "$made" && there; } || fail "$made could not be put in its place"
}

uv_dir=$envs/uv-$uv
# A lock of its own: two environments may be made at the same time.
get_uv() {
  [ ! -x "$uv_dir/bin/uv" ] || return 0
  exec 8>"$envs/uv.lock"
  flock -w 600 8
  if [ ! -x "$uv_dir/bin/uv" ]; then
    say "getting uv $uv"
    install_uv || ask uv
  fi
  exec 8>&-
}
install_uv() {
  rm -rf "$uv_dir.part" "$uv_dir.venv"
  if [ -e "$brought/uv-$arch" ]; then
    mkdir -p "$uv_dir.part/bin" && cp "$brought/uv-$arch" "$uv_dir.part/bin/uv" &&
      chmod +x "$uv_dir.part/bin/uv" && mv "$uv_dir.part" "$uv_dir"
    return
  fi
  for python in "$of_node" /usr/bin/python3 /usr/local/bin/python3; do
    [ -x "$python" ] || continue
    rm -rf "$uv_dir.part" "$uv_dir.venv"
    pip_install "$python" ||
      { attempt "$python" -m venv "$uv_dir.venv" && pip_install "$uv_dir.venv/bin/python3"; } || continue
    rm -rf "$uv_dir.venv"
    mv "$uv_dir.part" "$uv_dir" && return
  done
  rm -rf "$uv_dir.part" "$uv_dir.venv"
  return 1
}
# The runner has it where pip has not: nobody waits for an index that does not answer.
pip_install() {
  PIP_USER=0 attempt "$1" -m pip install --disable-pip-version-check --retries 1 --timeout 8 \
    --target "$uv_dir.part" "uv==$uv"
}
# The node's own trust in certificates counts, not uv's list.
export UV_NATIVE_TLS=1 UV_NO_PROGRESS=1 UV_PYTHON_INSTALL_DIR="$pythons" UV_CACHE_DIR="$envs/$name.cache"
uv() { attempt "$uv_dir/bin/uv" "$@"; }

# Makes the empty environment, and sees where its packages are to come from:
# make_env PYTHON REQUIREMENT, of which one is asked for to see whether an index answers.
make_env() {
  if ! base=$(find_python "$1"); then
    say "getting Python $1"
    get_python "$1"
    base=$(find_python "$1") || ask python
  fi
  say "Python $("$base" -c "$full_version"), $base"
  [ -n "$wheels" ] || reaches_index "$2" || ask wheels "$("$base" -c "$full_version")"
  uv venv --relocatable --python "$base" "$part" || failed 'no environment could be made'
}
full_version='import sys; print("%d.%d.%d" % sys.version_info[:3])'
get_python() {
  if [ -d "$brought/python" ]; then
    place_python
  else
    attempt timeout 300 "$uv_dir/bin/uv" python install "$1"
  fi
}
# What is in its place is whole: a Python that was half copied would be found by every later run.
place_python() {
  exec 8>"$envs/python.lock"
  flock -w 600 8
  rm -rf "$pythons.part"
  if mkdir -p "$pythons" && attempt cp -R "$brought/python" "$pythons.part"; then
    for python in "$pythons.part"/*; do
      place=$pythons/$(basename "$python")
      "$place/bin/python3" -I -c '' 2>/dev/null </dev/null ||
        { rm -rf "$place" && attempt mv -T "$python" "$place"; }
    done
  fi
  rm -rf "$pythons.part"
  exec 8>&-
}
# uv ends with 1 when the index has no such package, and with 2 when there is no index. Many mirrors do
# not tell since when they have a file: before any day they have none, and are asked without it.
reaches_index() {
  printf '%s\n' "$1" >"$envs/$name.in"
  UV_HTTP_TIMEOUT=5 attempt timeout 20 "$uv_dir/bin/uv" pip compile --no-deps --python "$base" \
    ${before:+--exclude-newer "$before"} "$envs/$name.in"
  code=$?
  rm -f "$envs/$name.in"
  if [ "$code" = 1 ] && grep -q 'missing an upload date' "$log"; then
    say 'the package index tells no dates'
    before=
  fi
  [ "$code" -le 1 ]
}
# uv pip install, with all of its output in the log: install [OPTION]... REQUIREMENT...
install() {
  set -- --python "$part/bin/python3" --compile-bytecode "$@"
  if [ -n "$wheels" ]; then
    set -- --offline --no-index --find-links "$wheels" "$@"
  elif [ -n "$before" ]; then
    set -- --exclude-newer "$before" "$@"
  fi
  uv pip install "$@"
}
