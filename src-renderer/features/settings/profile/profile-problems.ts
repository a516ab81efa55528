import { BusinessProfile } from '#contract/business.ts';

/** Messages by the path of the field, such as `prices.adultCents`. */
export type ProfileProblems = Readonly<Record<string, string>>;

/** What the contract has against a profile; nothing when it may be saved. */
export function findProfileProblems(profile: BusinessProfile): ProfileProblems {
  const parsed = BusinessProfile.safeParse(profile);
  if (parsed.success) return {};
  return Object.fromEntries(
    parsed.error.issues.map(({ path, code, message }) => [
      path.join('.'),
      code === 'invalid_type' ? 'Give a number.' : message,
    ]),
  );
}

/** The first problem of a field or of anything in it. */
export function problemAt(problems: ProfileProblems, path: string): string | undefined {
  return Object.entries(problems).find(([at]) => at === path || at.startsWith(`${path}.`))?.[1];
}

/** Places as people write them, one a line: `Lodi 36`. */
export function placesText(places: BusinessProfile['travel']['places']): string {
  return places.map(({ name, miles }) => `${name} ${miles}`).join('\n');
}

/** Reads what `placesText` writes. A line without a distance is kept as a place whose distance is not a number. */
export function readPlaces(text: string): BusinessProfile['travel']['places'] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const found = /^(.*\S)\s+(\d+)(?:\s*mi(?:les)?)?$/.exec(line);
      return { name: found?.[1] ?? line, miles: found === null ? Number.NaN : Number(found[2]) };
    });
}

/** A key for a new dish, made of its name and unlike those that are there. */
export function keyFor(name: string, taken: readonly string[]): string {
  const base =
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replaceAll(/^[^a-z]+|_+$/g, '')
      .slice(0, 36) || 'item';
  const free = (key: string) => !taken.includes(key);
  if (free(base)) return base;
  for (let count = 2; ; count++) if (free(`${base}_${count}`)) return `${base}_${count}`;
}
