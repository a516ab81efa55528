const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/**
 * How many slips of the fingers lie between two words: a letter left out, put in or exchanged, or two neighbours that
 * changed places (the optimal string alignment distance).
 */
export function slipsApart(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const [above, left, diagonal] = [last[j] ?? 0, current[j - 1] ?? 0, last[j - 1] ?? 0];
      const changedPlaces = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      current[j] = Math.min(
        above + 1,
        left + 1,
        diagonal + (a[i - 1] === b[j - 1] ? 0 : 1),
        changedPlaces ? (beforeLast[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

/**
 * Every word that would be this one after one slip in its first `places` letters, for looking them up: about fifty a
 * letter, where comparing with all words of the articles would take thousands.
 */
export function oneSlipAway(word: string, places: number): string[] {
  const found = new Set<string>();
  for (let at = 0; at < Math.min(places, word.length); at += 1) {
    const [before, after] = [word.slice(0, at), word.slice(at + 1)];
    found.add(before + after);
    if (after !== '') found.add(`${before}${after[0]}${word[at]}${after.slice(1)}`);
    for (const letter of LETTERS) {
      found.add(before + letter + after);
      found.add(before + letter + word.slice(at));
    }
  }
  found.delete(word);
  return [...found];
}
