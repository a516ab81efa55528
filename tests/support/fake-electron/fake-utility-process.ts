import { EventEmitter } from 'node:events';

/** A child of `utilityProcess.fork` that runs nothing: a test speaks for it. */
export class FakeUtilityChild extends EventEmitter {
  readonly received: unknown[] = [];
  readonly stderr = new EventEmitter();
  readonly pid = undefined;
  readonly entry: string;
  readonly args: readonly string[];
  readonly options: { env?: Record<string, string> };

  constructor(entry: string, args: readonly string[], options: { env?: Record<string, string> }) {
    super();
    this.entry = entry;
    this.args = args;
    this.options = options;
    queueMicrotask(() => this.emit('spawn'));
  }

  postMessage(message: unknown): void {
    this.received.push(message);
    // Like the real sidecar: asked to stop, it answers and goes.
    if (isStop(message)) {
      this.emit('message', { type: 'stopped' });
      this.emit('exit', 0);
    }
  }

  kill(): boolean {
    this.emit('exit', null);
    return true;
  }

  say(message: unknown): void {
    this.emit('message', message);
  }
}

function isStop(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'stop';
}
