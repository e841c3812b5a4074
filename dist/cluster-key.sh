# Makes the cluster's own key, once, and shows its public half: cluster-key.sh KEY_FILE COMMENT
set -eu
umask 077
key=$1
[ -f "$key.pub" ] || { rm -f "$key"; ssh-keygen -q -t ed25519 -N '' -C "$2" -f "$key"; }
cat "$key.pub"
