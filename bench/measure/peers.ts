import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Another action, and inputs of which the first that it looks at is wrong. */
export interface Peer {
  readonly name: string;
  /** What its action.yml calls `main`. */
  readonly main: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly source:
    | { readonly npm: string }
    | { readonly repository: string; readonly commit: string };
}

const github = 'https://github.com/actions';

export const peers: readonly Peer[] = [
  {
    name: 'actions/checkout 7.0.1',
    main: 'dist/index.js',
    inputs: { repository: 'no-owner' },
    source: {
      repository: `${github}/checkout`,
      commit: '3d3c42e5aac5ba805825da76410c181273ba90b1',
    },
  },
  {
    name: 'actions/setup-node 7.0.0',
    main: 'dist/setup/index.js',
    inputs: { 'node-version-file': 'nothing' },
    source: {
      repository: `${github}/setup-node`,
      commit: '820762786026740c76f36085b0efc47a31fe5020',
    },
  },
  {
    name: 'cypress-io/github-action 7.3.0',
    main: 'node_modules/@cypress/github-action/dist/index.js',
    inputs: { 'working-directory': '/nothing' },
    source: { npm: '@cypress/github-action@7.3.0' },
  },
  {
    name: 'JamesIves/github-pages-deploy-action 4.9.0',
    main: 'node_modules/@jamesives/github-pages-deploy-action/lib/main.js',
    inputs: {},
    source: { npm: '@jamesives/github-pages-deploy-action@4.9.0' },
  },
];

/**
 * Fetches a peer into a folder of `cache`, once.
 *
 * @returns the path of its main
 * @throws when it cannot be had from here
 */
export function fetchPeer({ name, main, source }: Peer, cache: string): string {
  const dir = join(cache, name.replaceAll(/[^\w.-]+/g, '-'));
  if (!existsSync(dir)) {
    const making = `${dir}.new`;
    rmSync(making, { recursive: true, force: true });
    mkdirSync(making, { recursive: true });
    if ('npm' in source) {
      const quiet = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--silent'];
      call('npm', ['install', ...quiet, '--prefix', making, source.npm]);
    } else {
      call('git', ['-C', making, 'init', '--quiet']);
      const fetch = ['fetch', '--quiet', '--depth', '1', source.repository, source.commit];
      call('git', ['-C', making, ...fetch]);
      call('git', ['-C', making, 'checkout', '--quiet', 'FETCH_HEAD']);
    }
    renameSync(making, dir);
  }
  return join(dir, main);
}

function call(program: string, args: readonly string[]): void {
  const env = { ...process.env, GIT_TERMINAL_PROMPT: '0' };
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: 180_000, env });
}
