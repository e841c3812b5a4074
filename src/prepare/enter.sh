# What the cluster's own key opens: a session that belongs to the run, with the job's environment.
# Forced by authorized_keys(5), so that teardown finds whatever the job started on this node.
bin=$(dirname "$0")
# shellcheck disable=SC1091
. "$bin/../environment.sh"
export FLAMBE_ACTION_ID="$1"
case ${SSH_ORIGINAL_COMMAND-} in
  '') exec "${SHELL:-/bin/sh}" -l ;;
  internal-sftp* | */sftp-server*)
    for server in /usr/lib/openssh/sftp-server /usr/libexec/openssh/sftp-server /usr/lib/ssh/sftp-server; do
      [ ! -x "$server" ] || exec "$server"
    done
    echo 'sftp-server is not installed' >&2
    exit 127
    ;;
  *) exec "${SHELL:-/bin/sh}" -c "$SSH_ORIGINAL_COMMAND" ;;
esac
