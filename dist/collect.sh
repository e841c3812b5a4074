# Tells what globs find: collect.sh WORKDIR GLOB...
# Each answer ends in NUL. `BASE/./NAME` is a match that is to come home as NAME, behind `w` if it is
# of the workdir, `/` if it is from elsewhere, and `@` if it is a link to a file; `-GLOB` found nothing.
# NAME is the path from the workdir, or begins where an absolute glob has its first wildcard, and with
# the last part of one that has none.
# A variable that stands unquoted is expanded as a glob and split at IFS, never run.
# All of them follow a `*`, also when this is run again after a lost connection.
workdir=$1
cd "$workdir" || exit 1
shift
IFS=
printf '\0*\0'
for glob in "$@"; do
  found=
  case $glob in [~]/*) pattern=$HOME/${glob#?/} ;; *) pattern=$glob ;; esac
  case $pattern in
    /*)
      from=/
      base=${pattern%"${pattern##*[!/]}"}
      base=${base%%[*?[\\]*}
      base=${base%/*}
      ;;
    *) from=w base=$workdir ;;
  esac
  for path in $pattern; do
    # `.*` finds these, too.
    case $path in . | .. | */. | */..) [ "$path" = "$pattern" ] || continue ;; esac
    [ -e "$path" ] || [ -L "$path" ] || continue
    found=yes
    [ "$from" = w ] && name=$path || name=${path#"$base/"}
    # A link that is itself a match is followed: rsync does so to a folder behind a slash.
    kind=$from
    if [ -L "$path" ] && [ -d "$path" ]; then
      name=$name/
    elif [ -L "$path" ] && [ -f "$path" ]; then
      kind=@
    fi
    printf '%s%s/./%s\0' "$kind" "$base" "$name"
  done
  [ -n "$found" ] || printf '%s\0' "-$glob"
done
