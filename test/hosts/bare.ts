import type { HostOptions } from './host-files';

/** coreutils(1). */
const coreutils = `[ arch b2sum base32 base64 basename basenc cat chcon chgrp chmod chown chroot cksum
comm cp csplit cut date dd df dir dircolors dirname du echo env expand expr factor false fmt fold groups
head hostid id install join link ln logname ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc
numfmt od paste pathchk pinky pr printenv printf ptx pwd readlink realpath rm rmdir runcon seq sha1sum
sha224sum sha256sum sha384sum sha512sum shred shuf sleep sort split stat stdbuf stty sum sync tac tail
tee test timeout touch tr true truncate tsort tty uname unexpand uniq unlink users vdir wc who whoami yes`;
const openssh = 'ssh ssh-keygen scp sftp';

/** A host with nothing but what every host needs (README.md). */
export const bare = {
  programs: `sh ${openssh} rsync setsid ${coreutils}`.split(/\s+/),
} as const satisfies HostOptions;
