const ABBREVIATIONS = new Set(
  `dr mr mrs ms prof st jr sr vs etc approx no inc ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec
  e.g i.e u.s u.k a.m p.m fig vol dept est min max tel ext`.split(/\s+/),
);

/** Splits a paragraph at the ends of its sentences; "Dr. Smith", "6 p.m. on" and "J. R. Ewing" stay whole. */
export function sentences(paragraph: string): string[] {
  const text = paragraph.replace(/\s+/g, ' ').trim();
  const result: string[] = [];
  let start = 0;
  for (const end of text.matchAll(/[.!?…。？！]+["'”’)\]]*\s+(?=["'“‘([]*[\p{Lu}\p{N}\p{Lo}])/gu)) {
    const before = text.slice(start, end.index).split(' ').at(-1)?.toLowerCase() ?? '';
    const word = before.replace(/^["'“‘([]+/, '');
    if (end[0].startsWith('.') && (ABBREVIATIONS.has(word) || /^\p{L}$/u.test(word))) continue;
    result.push(text.slice(start, end.index + end[0].length).trim());
    start = end.index + end[0].length;
  }
  const rest = text.slice(start).trim();
  return rest === '' ? result : [...result, rest];
}
