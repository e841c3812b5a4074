import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PipIndex } from '../inputs/pip-index';
import type { Layout } from '../plan/layout';
import { shellQuote } from '../plan/quote';
import type { Fleet } from '../remote/fleet';
import type { Machine } from '../remote/machine';
import { upload } from '../remote/rsync';
import type { Wheelhouse } from '../wheelhouse/wheelhouse';
import { spreadFolder } from './spread-folder';
import type { Asked } from './supplies-asked';

/** What a set of packages is on the nodes, and where. */
export interface SuppliedSet {
  /** Of its folder. */
  readonly name: string;
  readonly requirements: readonly string[];
  readonly before: string;
  /** `3.7` */
  readonly pythonVersion: string;
}

export interface SuppliesOptions {
  readonly fleet: Fleet;
  readonly layout: Layout;
  readonly wheelhouse: Wheelhouse;
  readonly index: PipIndex;
  /** A folder of this run on this machine. */
  readonly stateDir: string;
  readonly signal: AbortSignal;
  info(line: string): void;
}

/** What this machine brings to nodes that have no pip, no Python, or reach no package index. */
export class Supplies {
  readonly index: PipIndex;
  readonly layout: Layout;
  readonly #options: SuppliesOptions;
  /** Tools come one after another: environments that are made at the same time share them. */
  #tools: Promise<void> = Promise.resolve();

  constructor(options: SuppliesOptions) {
    this.index = options.index;
    this.layout = options.layout;
    this.#options = options;
  }

  /** Where it lies on the nodes. */
  get dir(): string {
    return `${this.layout.runDir}/supplies`;
  }

  /** Tells a script on a node where that is. */
  get script(): string {
    return `supplies=${shellQuote(this.dir)}`;
  }

  /** Brings what nodes have asked for, to the orchestrator and from there to the factories that did. */
  async bring(set: SuppliedSet, asked: ReadonlyMap<Machine, Asked>): Promise<void> {
    const isWheels = ([, { what }]: [Machine, Asked]) => what === 'wheels';
    const wheels = new Map([...asked].filter(isWheels));
    const tools = new Map([...asked].filter((one) => !isWheels(one)));
    if (tools.size > 0) {
      this.#tools = this.#tools.catch(() => {}).then(() => this.#bring('tools', set, tools));
      await this.#tools;
    }
    if (wheels.size > 0) await this.#bring(set.name, set, wheels);
  }

  async #bring(name: string, set: SuppliedSet, asked: ReadonlyMap<Machine, Asked>): Promise<void> {
    const { fleet, stateDir, signal, info } = this.#options;
    for (const [what, machines] of grouped(asked, ({ what }) => what)) {
      info(`${machines.map((machine) => machine.name).join(', ')}: ${needs[what]}`);
    }
    const stage = await mkdtemp(join(stateDir, 'supplies-'));
    try {
      for (const [machine] of grouped(asked, (one) => JSON.stringify(one)).values()) {
        const one = machine && asked.get(machine);
        if (one) await this.#stage(stage, set, one);
      }
      const { orchestrator: machine, sshConfigFile } = fleet;
      const there = `${this.dir}/${name}`;
      // Wheels are packed already.
      const options = ['--no-compress'];
      await upload(`${stage}/`, `${there}/`, { machine, sshConfigFile, signal, options });
      const factories = [...asked.keys()].filter((one) => one !== machine);
      await spreadFolder({ ...fleet, factories }, this.layout, there, signal);
    } finally {
      await rm(stage, { recursive: true, force: true });
    }
  }

  async #stage(stage: string, set: SuppliedSet, { what, target, have }: Asked): Promise<void> {
    const { wheelhouse } = this.#options;
    if (what === 'uv') {
      await cp(await wheelhouse.uvFor(target.arch), join(stage, `uv-${target.arch}`));
    } else if (what === 'python') {
      const folder = await wheelhouse.pythonFor(set.pythonVersion, target.arch);
      const copy = join(stage, 'python', basename(folder));
      await cp(folder, copy, { recursive: true, verbatimSymlinks: true });
    } else {
      const { requirements: wanted, before } = set;
      const install = await wheelhouse.fill(stage, { wanted, before, have }, target);
      await writeFile(join(stage, 'install.txt'), install.map((line) => `${line}\n`).join(''));
    }
  }
}

const needs: Readonly<Record<Asked['what'], string>> = {
  uv: 'no pip gets uv there, so this machine brings it',
  python: 'no such Python there, so this machine brings it',
  wheels: 'no package index is reached from there, so this machine brings the packages',
};

function grouped<K>(asked: ReadonlyMap<Machine, Asked>, keyOf: (asked: Asked) => K) {
  const groups = new Map<K, Machine[]>();
  for (const [machine, one] of asked) {
    const key = keyOf(one);
    groups.set(key, [...(groups.get(key) ?? []), machine]);
  }
  return groups;
}
