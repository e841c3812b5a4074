/** A cluster file of hosts that the user has already; it names no key to them. */
export const ssh = `!SSHCluster
name: lab
orchestrator_ip: 192.0.2.1
factories_ips: []
username: me
`;

/** Of a host, as it stands in known_hosts. */
export const hostKey = 'AAAAC3NzaC1lZDI1NTE5AAAAIGPAaXyyw9d2yv8bC2JrA0zsEFUqWyTyiPzgWpcvsA0t';
