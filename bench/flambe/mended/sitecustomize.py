"""Lets flambe's own `--cluster` work on more than a few hosts.

It takes a command whose exit status is there at the first look for one that failed
(flambe/cluster/instance/instance.py, Instance._run_cmd). Here the status is never there before
somebody has waited for it.
"""

import paramiko


class Channel(paramiko.Channel):
    waited = False

    def recv_exit_status(self):
        status = super().recv_exit_status()
        self.waited = True
        return status

    def exit_status_ready(self):
        return self.waited and super().exit_status_ready()


paramiko.transport.Channel = Channel
