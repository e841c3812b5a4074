import { credentialsFor } from '../../src/credentials/credentials';
import { whoAmI } from '../../src/credentials/who-am-i';
import type { AwsIdentity } from '../../src/inputs/inputs';

// A process of the product: asks for credentials with its own environment, and says who it is.
const identity = JSON.parse(process.argv[2] ?? '') as AwsIdentity;
const deps = { environment: process.env, run: 'octo/lab/4711/1', mask: () => {} };
const provider = await credentialsFor(identity, deps);
const { accessKeyId } = await provider();
process.stdout.write(JSON.stringify({ accessKeyId, ...(await whoAmI(provider, 'eu-central-1')) }));
