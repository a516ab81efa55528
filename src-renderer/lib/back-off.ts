/** How long to wait before the n-th try (from 0): doubles up to a ceiling, spread so that desks do not knock in step. */
export function backOffMs(attempt: number, random: () => number, baseMs = 500, ceilingMs = 5_000): number {
  const fullMs = Math.min(ceilingMs, baseMs * 2 ** Math.min(attempt, 20));
  return Math.round(fullMs * (0.5 + random() / 2));
}
