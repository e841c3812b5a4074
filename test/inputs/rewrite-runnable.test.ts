import { describe, expect, it } from 'vitest';
import { env, rewritten, savePath, tricky } from './rewritten';

describe('a runnable rewritten for the nodes', () => {
  it('keeps its bytes where nothing changes', () => {
    expect(rewritten(tricky, {})).toBe(tricky);
    expect(rewritten(tricky, { extensions: new Map(), resources: new Map() })).toBe(tricky);
  });

  it('keeps the bytes of the document in which nothing changes', () => {
    const body = tricky.slice(tricky.indexOf('--- #'));
    const extensions = new Map([['last', "/n/it's"]]);
    expect(rewritten(tricky, { extensions })).toBe(
      `my_ext: &e ./here\nother: *e\nlast: '/n/it''s'\n${body}`,
    );
    const header = tricky.slice(0, tricky.indexOf('--- #'));
    expect(rewritten(tricky, { savePath }).startsWith(`${header}--- !Experiment\n`)).toBe(true);
  });

  it('has the environment as flambé writes it', () => {
    expect(rewritten('!E\nname: a\n', { savePath: '/s', env })).toBe(
      [
        "!E\nname: a\n'save_path': '/s'\n'env': !RemoteEnvironment",
        "  'key': '/home/u/.flambe-action/id/ssh/cluster_key'\n  'orchestrator_ip': '10.0.0.1'",
        "  'factories_ips':\n    - '10.0.0.2'\n    - '10.0.0.3'",
        "  'public_orchestrator_ip': '203.0.113.1'",
        "  'public_factories_ips':\n    - '203.0.113.2'\n    - '203.0.113.3'",
        "  'user': 'ubuntu'\n  'local_user': 'runner'\n",
      ].join('\n'),
    );
  });
});
