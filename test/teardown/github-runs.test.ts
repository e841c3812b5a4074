import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askRuns, parseRun } from '../../src/teardown/github-runs';
import { GitHubApi, type KnownRun } from '../aws/github-api';

let github: GitHubApi;
beforeAll(async () => {
  github = await GitHubApi.start();
});
afterAll(() => github[Symbol.asyncDispose]());

async function ask(
  known: Readonly<Record<string, KnownRun>>,
  runs: readonly string[],
  { token = GitHubApi.token, apiUrl = github.url, signal = new AbortController().signal } = {},
) {
  github.runs.clear();
  github.asked.length = 0;
  for (const [run, what] of Object.entries(known)) github.runs.set(run, what);
  const answers = await askRuns(runs, { token, apiUrl, signal });
  return Object.fromEntries([...answers].map(([run, { state }]) => [run, state]));
}

const run = 'org/repo/7';

describe('a run of GitHub', () => {
  it.each<[string, KnownRun, string]>([
    ['over when it is completed', { status: 'completed', attempt: 1 }, 'over'],
    ['over when a later attempt goes on', { status: 'in_progress', attempt: 2 }, 'over'],
    ['alive while it goes on', { status: 'in_progress', attempt: 1 }, 'alive'],
    ['alive while it waits', { status: 'queued', attempt: 1 }, 'alive'],
    ['alive in a state that is new to us', { status: 'dreaming', attempt: 1 }, 'alive'],
    ['unknown when GitHub has no such run', 404, 'unknown'],
    ['unknown when the token may not see it', 403, 'unknown'],
    ['unknown when GitHub fails', 500, 'unknown'],
    ['unknown when GitHub is not to be had', 503, 'unknown'],
    ['unknown when GitHub is asked too often', 'rate-limited', 'unknown'],
    ['unknown when the answer is not of a run', { body: '{"status":"completed"}' }, 'unknown'],
    ['unknown when the answer is no JSON', { body: '<html>completed</html>' }, 'unknown'],
    [
      'unknown when the answer is of another run',
      { body: '{"id":8,"status":"completed","run_attempt":1}' },
      'unknown',
    ],
  ])('is %s', async (_, known, state) => {
    expect(await ask({ [run]: known }, [`${run}/1`])).toEqual({ [`${run}/1`]: state });
  });

  it('is unknown when its attempt is one that GitHub has not', async () => {
    const known = { [run]: { status: 'completed', attempt: 1 } };
    expect(await ask(known, [`${run}/2`])).toEqual({ [`${run}/2`]: 'unknown' });
  });

  it('is unknown when nobody answers, nobody is there, or the token is bad', async () => {
    const known = { [run]: 'silent' } as const;
    const soon = { signal: AbortSignal.timeout(100) };
    expect(await ask(known, [`${run}/1`], soon)).toEqual({ [`${run}/1`]: 'unknown' });
    const nobody = { apiUrl: 'http://127.0.0.1:9' };
    expect(await ask({}, [`${run}/1`], nobody)).toEqual({ [`${run}/1`]: 'unknown' });
    const over = { [run]: { status: 'completed', attempt: 1 } };
    expect(await ask(over, [`${run}/1`], { token: 'bad' })).toEqual({ [`${run}/1`]: 'unknown' });
    expect(await ask(over, [`${run}/1`])).toEqual({ [`${run}/1`]: 'over' });
  });

  it('is asked for once, whatever the number of its attempts', async () => {
    const known = { [run]: { status: 'in_progress', attempt: 3 } };
    expect(
      await ask(
        known,
        [1, 2, 3].map((attempt) => `${run}/${attempt}`),
      ),
    ).toEqual({
      [`${run}/1`]: 'over',
      [`${run}/2`]: 'over',
      [`${run}/3`]: 'alive',
    });
    expect(github.asked).toEqual(['/repos/org/repo/actions/runs/7']);
  });

  it('is not asked for any more when GitHub was asked too often', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `org/repo/${index + 1}`);
    const known = Object.fromEntries(ids.map((id) => [id, 'rate-limited' as const]));
    const answers = await ask(
      known,
      ids.map((id) => `${id}/1`),
    );
    expect(Object.values(answers)).toEqual(ids.map(() => 'unknown'));
    expect(github.asked.length).toBeLessThanOrEqual(4);
  });
});

describe('the name of a run', () => {
  it.each([
    'me@laptop',
    '',
    'org/repo/7',
    'org/repo/x/1',
    '../repo/7/1',
    'org/../7/1',
    'a/b/c/7/1',
  ])('is none of GitHub: %j', (name) => {
    expect(parseRun(name)).toBeUndefined();
  });

  it('has owner, repository, id and attempt', () => {
    expect(parseRun('my-org/my.repo_2/123456789012/3')).toEqual({
      repository: 'my-org/my.repo_2',
      id: '123456789012',
      attempt: 3,
    });
  });
});
