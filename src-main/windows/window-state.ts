import type { Rectangle } from 'electron';
import { z } from 'zod';

export const SMALLEST_WINDOW = { width: 1024, height: 700 };

export const WindowState = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(SMALLEST_WINDOW.width).default(1440),
  height: z.int().min(SMALLEST_WINDOW.height).default(900),
  isMaximized: z.boolean().default(false),
});
export type WindowState = z.infer<typeof WindowState>;

/** Forgets a position on a screen that is no longer there; the window then opens in the middle. */
export function fitToScreens(state: WindowState, screens: readonly Rectangle[]): WindowState {
  const { x, y, ...rest } = state;
  if (x === undefined || y === undefined) return rest;
  const isReachable = screens.some(
    (screen) =>
      x + 100 > screen.x && x < screen.x + screen.width - 100 && y >= screen.y && y < screen.y + screen.height - 50,
  );
  return isReachable ? state : rest;
}
