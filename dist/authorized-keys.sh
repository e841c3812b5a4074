# The cluster's own key in authorized_keys: authorized-keys.sh ID [LINE]
# Takes away what this run has put there, then puts LINE first, if it is given. What else is in the
# file stays as it is, to its last byte: it may end without a newline.
# Only the shell reads the file: grep and sed need not be on a host.
set -eu
umask 077
id=$1 line=${2-}
file=$HOME/.ssh/authorized_keys
[ -n "$line" ] || [ -e "$file" ] || exit 0
mkdir -p "$HOME/.ssh"
[ ! -L "$file" ] || file=$(readlink -f "$file")
[ -e "$file" ] || : >"$file"

# Another run may be editing the same file; a lock that nobody gives back is taken after 10 s.
lock=$file.flambe-action
new=$file.$id.$$
trap 'rm -f "$new"; rmdir "$lock" 2>/dev/null || true' EXIT
trap 'exit 1' HUP INT TERM
tries=0
until mkdir "$lock" 2>/dev/null || [ "$tries" -ge 100 ]; do
  tries=$((tries + 1))
  sleep 0.1
done
# What an edit of this run left that was cut short.
rm -f "$file.$id".*

changed=$line
# `set -e` counts for nothing in a function that is tested; half a file would lock the user out.
# shellcheck disable=SC2059
put() { printf "$@" || exit 1; }
{
  [ -z "$line" ] || put '%s\n' "$line"
  while IFS= read -r present; do
    case $present in
      *" flambe-action:$id") changed=yes ;;
      *) put '%s\n' "$present" ;;
    esac
  done <"$file"
  put '%s' "$present"
} >"$new" || exit 1
[ -n "$changed" ] || exit 0
chmod --reference="$file" "$new" || exit 1
mv "$new" "$file"
