import { formatProblem, type Problem } from '../../problem';
import type { StageFacts } from '../../report/facts';
import { formatDuration } from '../../report/format';
import { secretParts } from '../../secrets/redact';
import { timed } from '../stages';
import type { JobLog, Report, Surface } from '../surface';
import { Annotations } from './annotations';
import { issue } from './commands';
import { issueFileCommand } from './file-command';
import { MarkedLog } from './marked-log';
import { plain } from './plain';
import { appendSummary } from './step-summary';

/** A run shown in the log, the annotations and the summary of a GitHub Actions step. */
export class GitHubSurface implements Surface {
  readonly stages: StageFacts[] = [];
  readonly #masked = new Set<string>();
  readonly #annotations = {
    error: new Annotations('error'),
    warning: new Annotations('warning'),
  };
  #log: MarkedLog | undefined;
  #underWay = 0;
  #inGroup = false;

  constructor() {
    // The runner is gone: nobody is left to tell, and the cluster is to be taken down all the same.
    process.stdout.on('error', () => {});
  }

  mask(value: string): void {
    // Older runners mask a value of several lines only where it stands as a whole.
    const parts = secretParts(value).filter((part) => !this.#masked.has(part));
    for (const part of parts) {
      this.#masked.add(part);
      this.#command(() => issue('add-mask', part));
    }
  }

  /** GitHub's groups do not nest: a stage within a stage is told in lines of the outer's group. */
  async stage<T>(title: string, work: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    if (this.#underWay === 1) this.#startGroup(title);
    else this.info(`▸ ${title}`);
    return timed(title, work, (stage) => {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#endGroup();
      this.stages.push(stage);
      const took = formatDuration(stage.seconds);
      this.info(stage.ok ? `✓ ${title} ${took}` : `✗ ${title} failed after ${took}`);
    });
  }

  info(line: string): void {
    const emit = () => void process.stdout.write(`${plain(line)}\n`);
    if (this.#log) this.#log.betweenLines(emit);
    else emit();
  }

  warning(problem: Problem): void {
    this.#annotate('warning', problem);
  }

  error(problem: Problem): void {
    this.#annotate('error', problem);
  }

  progress(): void {}

  openJobLog(): JobLog {
    // Groups are shown closed: the job's lines are what the reader came for.
    this.#endGroup();
    this.#log = new MarkedLog();
    return this.#log;
  }

  output(name: string, value: string): void {
    issueFileCommand('OUTPUT', name, value);
  }

  saveState(name: string, value: string): void {
    issueFileCommand('STATE', name, value);
  }

  summary({ markdown }: Report): Promise<void> {
    return appendSummary(markdown);
  }

  close(): void {
    this.#command(() => {
      this.#annotations.error.flush();
      this.#annotations.warning.flush();
    });
  }

  #annotate(kind: 'error' | 'warning', problem: Problem): void {
    this.#command(() => {
      const shown = this.#annotations[kind].add(problem);
      if (!shown) process.stdout.write(`${plain(`${kind}: ${formatProblem(problem)}`)}\n`);
    });
  }

  #startGroup(title: string): void {
    this.#inGroup = true;
    this.#command(() => issue('group', title));
  }

  #endGroup(): void {
    if (!this.#inGroup) return;
    this.#inGroup = false;
    this.#command(() => issue('endgroup'));
  }

  #command(emit: () => void): void {
    if (this.#log) this.#log.outside(emit);
    else emit();
  }
}
