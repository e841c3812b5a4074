# Names what globs find, one a line: collect.sh WORKDIR GLOB...
# A variable that stands unquoted is expanded as a glob and split at IFS, never run.
cd "$1" || exit 1
shift
IFS=
for glob in "$@"; do
  for path in $glob; do
    [ ! -e "$path" ] || printf '%s\n' "$path"
  done
done
