import { describe, expect, it } from 'vitest';
import type { ParentMessage } from '#contract/sidecar.ts';
import { createFakeTimers } from '../../tests/support/fake-electron/fake-timers.ts';
import { createSupervisor, type SidecarProcess, type SidecarStatus } from './supervisor.ts';

const TOKEN = 't'.repeat(43);

class ScriptedSidecar implements SidecarProcess {
  readonly sent: ParentMessage[] = [];
  isKilled = false;
  private messageListener: (message: unknown) => void = () => undefined;
  private exitListener: (exitCode: number | null) => void = () => undefined;

  send(message: ParentMessage): void {
    this.sent.push(message);
  }

  onMessage(listener: (message: unknown) => void): void {
    this.messageListener = listener;
  }

  onExit(listener: (exitCode: number | null) => void): void {
    this.exitListener = listener;
  }

  kill(): void {
    this.isKilled = true;
    this.exit(null);
  }

  say(message: unknown): void {
    this.messageListener(message);
  }

  ready(port = 4000): void {
    this.say({ state: 'ready', port, url: `http://127.0.0.1:${port}` });
  }

  exit(exitCode: number | null): void {
    this.exitListener(exitCode);
  }
}

function setUp(options: { port?: number; isPortFixed?: boolean } = {}) {
  const timers = createFakeTimers();
  const launched: ScriptedSidecar[] = [];
  const statuses: SidecarStatus[] = [];
  const supervisor = createSupervisor({
    launch: () => {
      const child = new ScriptedSidecar();
      launched.push(child);
      return child;
    },
    configuration: () => ({ token: TOKEN, dataDir: '/data', port: options.port ?? 0 }),
    isPortFixed: options.isPortFixed ?? false,
    timers,
    onStatus: (status) => statuses.push(status),
  });
  const last = (): ScriptedSidecar => {
    const child = launched.at(-1);
    if (child === undefined) throw new Error('No sidecar was launched.');
    return child;
  };
  return { timers, launched, last, statuses, supervisor };
}

describe('starting', () => {
  it('hands the configuration over by message and tells how far it is', () => {
    const { supervisor, last, statuses } = setUp();
    supervisor.start();
    last().say({ state: 'starting', step: 'Opening the database' });
    last().say('nonsense');
    last().ready();
    expect(last().sent).toEqual([{ type: 'configure', token: TOKEN, dataDir: '/data', port: 0 }]);
    expect(statuses).toEqual([
      { kind: 'starting', step: 'Starting' },
      { kind: 'starting', step: 'Opening the database' },
      { kind: 'ready', port: 4000, url: 'http://127.0.0.1:4000' },
    ]);
  });

  it('starts one sidecar only', () => {
    const { supervisor, launched } = setUp();
    supervisor.start();
    supervisor.start();
    expect(launched).toHaveLength(1);
  });

  it('ends a sidecar that starts and then says nothing for two minutes, but not one that goes on', () => {
    const { supervisor, last, timers, launched } = setUp();
    supervisor.start();
    timers.advanceMs(119_000);
    last().say({ state: 'starting', step: 'Restoring a backup' });
    timers.advanceMs(119_000);
    expect(last().isKilled).toBe(false);
    timers.advanceMs(1_000);
    expect(launched[0]?.isKilled).toBe(true);
  });
});

describe('a crash', () => {
  it('is followed by a new start on the same port, so that open pages find their way back', () => {
    const { supervisor, last, timers, launched, statuses } = setUp();
    supervisor.start();
    last().ready(4321);
    last().exit(9);
    expect(statuses.at(-1)).toEqual({ kind: 'restarting', delayMs: 250 });
    timers.advanceMs(250);
    expect(launched).toHaveLength(2);
    expect(last().sent[0]).toMatchObject({ type: 'configure', port: 4321, token: TOKEN });
  });

  it('waits twice as long each time, and gives up when crashing has become a loop', () => {
    const { supervisor, last, timers, launched, statuses } = setUp();
    supervisor.start();
    for (let crash = 0; crash < 6; crash++) {
      last().exit(1);
      timers.advanceMs(60_000);
    }
    expect(statuses.filter((status) => status.kind === 'restarting').map((status) => status.delayMs)).toEqual([
      250, 500, 1_000, 2_000, 4_000,
    ]);
    expect(launched).toHaveLength(6);
    expect(statuses.at(-1)).toMatchObject({ kind: 'failed', code: 'CRASH_LOOP' });
    expect(timers.pending()).toBe(0);
  });

  it('starts a new count once the sidecar has been well for a minute', () => {
    const { supervisor, last, timers, statuses } = setUp();
    supervisor.start();
    for (let crash = 0; crash < 20; crash++) {
      last().ready();
      timers.advanceMs(60_000);
      last().exit(1);
      expect(statuses.at(-1)).toEqual({ kind: 'restarting', delayMs: 250 });
      timers.advanceMs(250);
    }
  });

  it('can be tried again by a person after the loop', () => {
    const { supervisor, last, timers, launched } = setUp();
    supervisor.start();
    for (let crash = 0; crash < 6; crash++) {
      last().exit(1);
      timers.advanceMs(10_000);
    }
    supervisor.start();
    expect(launched).toHaveLength(7);
    last().exit(1);
    timers.advanceMs(250);
    expect(launched).toHaveLength(8);
  });
});

describe('a failure that the sidecar explains', () => {
  const IN_USE = { state: 'failed', code: 'ALREADY_TAKEN', message: 'Another Teppan uses this folder.' };

  it('is shown and not tried again by itself', () => {
    const { supervisor, last, timers, launched, statuses } = setUp();
    supervisor.start();
    last().say(IN_USE);
    last().exit(1);
    timers.advanceMs(600_000);
    expect(launched).toHaveLength(1);
    expect(statuses.at(-1)).toEqual({ kind: 'failed', code: IN_USE.code, message: IN_USE.message });
  });

  it('is shown also when the sidecar then hangs', () => {
    const { supervisor, last, timers, statuses } = setUp();
    supervisor.start();
    last().say(IN_USE);
    timers.advanceMs(5_000);
    expect(last().isKilled).toBe(true);
    expect(statuses.at(-1)).toMatchObject({ kind: 'failed', code: 'ALREADY_TAKEN' });
  });

  const PORT_IN_USE = { state: 'failed', code: 'UNAVAILABLE', message: 'Port 4000 is in use.' };

  it('takes any free port where the wanted one was only remembered', () => {
    const { supervisor, last, launched } = setUp({ port: 4000 });
    supervisor.start();
    last().say(PORT_IN_USE);
    last().exit(1);
    expect(launched).toHaveLength(2);
    expect(last().sent[0]).toMatchObject({ port: 0 });
  });

  it('insists on a port that a person chose', () => {
    const { supervisor, last, launched, statuses } = setUp({ port: 4000, isPortFixed: true });
    supervisor.start();
    last().say(PORT_IN_USE);
    last().exit(1);
    expect(launched).toHaveLength(1);
    expect(statuses.at(-1)).toMatchObject({ kind: 'failed', code: 'UNAVAILABLE' });
  });
});

describe('stopping', () => {
  it('lets the sidecar finish, and does not take its exit for a crash', async () => {
    const { supervisor, last, timers, launched, statuses } = setUp();
    supervisor.start();
    last().ready();
    const stopped = supervisor.stop();
    expect(last().sent.at(-1)).toEqual({ type: 'stop' });
    last().say({ type: 'stopped' });
    last().exit(0);
    await stopped;
    timers.advanceMs(600_000);
    expect(launched).toHaveLength(1);
    expect(last().isKilled).toBe(false);
    expect(statuses.at(-1)).toEqual({ kind: 'stopped' });
  });

  it('ends a sidecar that has not stopped after five seconds', async () => {
    const { supervisor, last, timers } = setUp();
    supervisor.start();
    const stopped = supervisor.stop();
    timers.advanceMs(4_999);
    expect(last().isKilled).toBe(false);
    timers.advanceMs(1);
    await stopped;
    expect(last().isKilled).toBe(true);
  });

  it('cancels a start that was waiting after a crash', async () => {
    const { supervisor, last, timers, launched } = setUp();
    supervisor.start();
    last().exit(1);
    await supervisor.stop();
    timers.advanceMs(600_000);
    expect(launched).toHaveLength(1);
  });

  it('restarts only when the old sidecar has let go of the folder', async () => {
    const { supervisor, last, launched } = setUp();
    supervisor.start();
    const restarted = supervisor.restart();
    expect(launched).toHaveLength(1);
    last().exit(0);
    await restarted;
    expect(launched).toHaveLength(2);
  });
});

describe('a sign-in link', () => {
  it('is asked of the sidecar', async () => {
    const { supervisor, last } = setUp();
    supervisor.start();
    last().ready();
    const link = supervisor.mintLink();
    expect(last().sent.at(-1)).toEqual({ type: 'mint-link' });
    last().say({ type: 'link', url: 'http://127.0.0.1:4000/#code=abc' });
    await expect(link).resolves.toBe('http://127.0.0.1:4000/#code=abc');
  });

  it('is given up after five seconds', async () => {
    const { supervisor, timers } = setUp();
    const link = supervisor.mintLink();
    timers.advanceMs(5_000);
    await expect(link).rejects.toThrow('did not answer');
  });
});
