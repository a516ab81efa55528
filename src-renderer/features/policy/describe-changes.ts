/** What differs between two policies: each rule with its old and its new value. */
export function describeChanges(before: unknown, after: unknown, path: readonly string[] = []): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isPlain(before) || !isPlain(after)) return [`${path.map(inWords).join(', ')}: ${show(before)} → ${show(after)}`];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => describeChanges(before[key], after[key], [...path, key]));
}

/** Whether two policies say the same, in whatever order their rules come. */
export const isSame = (one: unknown, other: unknown): boolean => describeChanges(one, other).length === 0;

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const inWords = (key: string) =>
  key
    .replaceAll('_', ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();

function show(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return String(value).replaceAll('_', ' ');
}
