# Tells what globs find, each answer ending in NUL: collect.sh WORKDIR GLOB...
# `+PATH` for a match, `-GLOB` for a glob that has none.
# A variable that stands unquoted is expanded as a glob and split at IFS, never run.
cd "$1" || exit 1
shift
IFS=
for glob in "$@"; do
  found=
  case $glob in [~]/*) pattern=$HOME/${glob#?/} ;; *) pattern=$glob ;; esac
  for path in $pattern; do
    [ -e "$path" ] || [ -L "$path" ] || continue
    printf '+%s\0' "$path"
    found=yes
  done
  [ -n "$found" ] || printf '%s\0' "-$glob"
done
