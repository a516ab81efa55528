import { describe, expect, it } from 'vitest';
import { fitToScreens, WindowState } from './window-state.ts';

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 };

describe('window state', () => {
  it('has a default, and refuses a window that is too small to work in', () => {
    expect(WindowState.parse({})).toEqual({ width: 1440, height: 900, isMaximized: false });
    expect(WindowState.safeParse({ width: 800, height: 600 }).success).toBe(false);
  });

  it('keeps a position that can be seen and forgets one on a screen that is gone', () => {
    const at = (x: number, y: number) => WindowState.parse({ x, y });
    expect(fitToScreens(at(100, 50), [SCREEN])).toMatchObject({ x: 100, y: 50 });
    for (const [x, y] of [
      [2_000, 50],
      [-3_000, 50],
      [100, 1_060],
      [100, -200],
    ] as const)
      expect(fitToScreens(at(x, y), [SCREEN])).not.toHaveProperty('x');
    expect(fitToScreens(at(2_000, 50), [SCREEN, { ...SCREEN, x: 1920 }])).toHaveProperty('x', 2_000);
  });
});
