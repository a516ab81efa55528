import { describe, expect, it, vi } from 'vitest';
import { type Command, createCommandRegistry } from './registry.ts';

const command = (id: string, more: Partial<Command> = {}): Command => ({
  id,
  label: id,
  group: 'Desk',
  run: () => {},
  ...more,
});

describe('the command registry', () => {
  it('lists what is registered, and forgets it with its screen', () => {
    const registry = createCommandRegistry();
    const leave = registry.register([command('a'), command('b')]);
    registry.register([command('c')]);
    expect(registry.list().map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    leave();
    expect(registry.list().map(({ id }) => id)).toEqual(['c']);
  });

  it('lets the later of two commands with one id stand in, and gives the earlier back', () => {
    const registry = createCommandRegistry();
    registry.register([command('a', { label: 'first' })]);
    const leave = registry.register([command('a', { label: 'second' })]);
    expect(registry.find('a')?.label).toBe('second');
    leave();
    expect(registry.find('a')?.label).toBe('first');
  });

  it('runs only what can be done now', () => {
    const registry = createCommandRegistry();
    const run = vi.fn();
    let isPossible = false;
    registry.register([command('a', { run, when: () => isPossible })]);
    expect(registry.run('a')).toBe(false);
    isPossible = true;
    expect(registry.run('a')).toBe(true);
    expect(registry.run('unknown')).toBe(false);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('tells listeners until they leave', () => {
    const registry = createCommandRegistry();
    const listener = vi.fn();
    const leave = registry.subscribe(listener);
    registry.register([command('a')]);
    leave();
    registry.register([command('b')]);
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
