# The cluster's own key in authorized_keys: authorized-keys.sh ID [LINE]
# Takes away what this run has put there, then adds LINE, if it is given.
# Only the shell reads the file: grep and sed need not be on a host.
set -eu
umask 077
id=$1 line=${2-}
file=$HOME/.ssh/authorized_keys
[ -n "$line" ] || [ -e "$file" ] || exit 0
mkdir -p "$HOME/.ssh"
[ ! -L "$file" ] || file=$(readlink -f "$file")

# Another run may be editing the same file; a lock that nobody gives back is taken after 10 s.
lock=$file.flambe-action
tries=0
until mkdir "$lock" 2>/dev/null || [ "$tries" -ge 100 ]; do
  tries=$((tries + 1))
  sleep 0.1
done
trap 'rmdir "$lock" 2>/dev/null || true' EXIT

[ -e "$file" ] || : >"$file"
new=$file.$id.$$
changed=$line
{
  while IFS= read -r present || [ -n "$present" ]; do
    case $present in
      *" flambe-action:$id") changed=yes ;;
      *) printf '%s\n' "$present" ;;
    esac
  done <"$file"
  [ -z "$line" ] || printf '%s\n' "$line"
} >"$new"
if [ -n "$changed" ]; then
  chmod --reference="$file" "$new"
  mv "$new" "$file"
else
  rm -f "$new"
fi
