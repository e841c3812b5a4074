import type { Demand } from './capacity';
import type { CloudOptions } from './options';

export type StateName =
  | 'pending'
  | 'running'
  | 'shutting-down'
  | 'terminated'
  | 'stopping'
  | 'stopped';

const codes: Readonly<Record<StateName, number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

export interface Reason {
  readonly code: string;
  readonly message: string;
}

/** What RunInstances was told of an instance, and what moto made of it. */
export interface Launch extends Demand {
  readonly id: string;
  readonly region: string;
  readonly imageId: string;
  readonly groupIds: readonly string[];
  readonly networkInterfaceIds: readonly string[];
  readonly privateAddress: string;
  readonly clientToken: string;
  readonly keyName: string | undefined;
  /** As the instance sees it, not base64. */
  readonly userData: string;
  readonly shutdownBehavior: string;
  /** Whether its metadata service wants a token (IMDSv2). */
  readonly httpTokens: 'required' | 'optional';
  /** moto has none, AWS has one for each spot instance. */
  readonly spotRequestId: string | undefined;
  readonly spotRequestTags: readonly (readonly [key: string, value: string])[];
}

export type Change = 'launched' | 'started' | 'rebooted' | 'stopping' | 'ending';

/** An instance as AWS would show it. moto knows only that it is there, or not any more. */
export class Instance {
  readonly launchedAt = Date.now();
  /** From when on its status checks fail. */
  impairedSince: Date | undefined;
  reason: Reason | undefined;
  #end: 'none' | 'terminate' | 'stop' = 'none';
  /** When the machine is off: a moment, or never before `isOff`. */
  #offAt = 0;
  #startedAt = Date.now();

  constructor(
    readonly launch: Launch,
    private readonly options: CloudOptions,
  ) {}

  get id(): string {
    return this.launch.id;
  }

  get isHidden(): boolean {
    return Date.now() < this.launchedAt + (this.options.hiddenMs ?? 0);
  }

  get state(): StateName {
    const isOff = Date.now() >= this.#offAt;
    if (this.#end === 'terminate') return isOff ? 'terminated' : 'shutting-down';
    if (this.#end === 'stop') return isOff ? 'stopped' : 'stopping';
    return Date.now() < this.#startedAt + (this.options.pendingMs ?? 300) ? 'pending' : 'running';
  }

  /** It runs, and EC2 does not show its public address yet. */
  get isWithoutAddress(): boolean {
    const { pendingMs = 300, publicMs = 0 } = this.options;
    return Date.now() < this.#startedAt + pendingMs + publicMs;
  }

  /** What a status check says. */
  get health(): 'ok' | 'impaired' {
    return this.impairedSince ? 'impaired' : 'ok';
  }

  get stateCode(): number {
    return codes[this.state];
  }

  /** Neither terminated nor about to be. */
  get isWanted(): boolean {
    return this.#end !== 'terminate';
  }

  /** Nobody has ended or stopped it. */
  get isOn(): boolean {
    return this.#end === 'none';
  }

  /** @param hasMachine the end comes with `isOff`, not with time */
  end(how: 'terminate' | 'stop', reason: Reason, hasMachine: boolean): void {
    const wasOff = this.#end !== 'none' && Date.now() >= this.#offAt;
    this.#end = how;
    this.reason = reason;
    if (wasOff) return;
    this.#offAt = hasMachine
      ? Number.POSITIVE_INFINITY
      : Date.now() + (this.options.shuttingDownMs ?? 300);
  }

  /** Its machine is off now. */
  isOff(): void {
    this.#offAt = Math.min(this.#offAt, Date.now());
  }

  start(): void {
    this.#end = 'none';
    this.reason = undefined;
    this.#startedAt = Date.now();
  }
}
