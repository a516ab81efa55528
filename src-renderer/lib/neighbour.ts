/** The entry before or after the selected one; the first when nothing is selected, the same at the ends. */
export function neighbour(ids: readonly string[], selected: string | undefined, step: 1 | -1): string | undefined {
  const index = selected === undefined ? -1 : ids.indexOf(selected);
  if (index === -1) return ids[0];
  return ids[Math.min(ids.length - 1, Math.max(0, index + step))];
}
