import { describe, expect, it } from 'vitest';
import { readArtifactName, whyNoArtifacts } from '../../src/inputs/artifact-name';
import { problemsOf, textOf } from './user';

const service = { ACTIONS_RUNTIME_TOKEN: 't', ACTIONS_RESULTS_URL: 'https://results.example/' };

describe('an artifact', () => {
  it.each(['https://github.com', 'https://company.ghe.com', 'http://my.localhost:3000', undefined])(
    'can be kept in a workflow of %s',
    (server) => {
      expect(whyNoArtifacts({ ...service, GITHUB_SERVER_URL: server })).toBeUndefined();
    },
  );

  it.each([
    ['GitHub Enterprise Server', { ...service, GITHUB_SERVER_URL: 'https://github.example.com' }],
    ['GitHub Enterprise Server', { ...service, GITHUB_SERVER_URL: 'https://notgithub.com' }],
    ['only a workflow', { GITHUB_SERVER_URL: 'https://github.com' }],
    ['only a workflow', {}],
  ])('is refused early where none can be kept: %s', (words, environment) => {
    const unavailable = whyNoArtifacts(environment);
    const problems = problemsOf(() => readArtifactName('kept', 'artifact-name', unavailable));
    expect(textOf(problems)).toContain(words);
    expect(readArtifactName('', 'artifact-name', unavailable)).toBe('');
  });
});
