/** `$987`, `$29.61`: cents are shown where there are any. */
export function money(cents: number, currency: string): string {
  const digits = cents % 100 === 0 ? 0 : 2;
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(cents / 100);
}

/** `Monday, Tuesday, or Friday`. */
export function listOf(words: readonly string[], kind: 'and' | 'or'): string {
  return new Intl.ListFormat('en-US', { type: kind === 'and' ? 'conjunction' : 'disjunction' }).format(words);
}
