/** Up to this many words a text is searched as it is. */
const LONG_FROM_WORDS = 60;

const ASKING_START =
  /^(?:so |and |but |also |then |please )*(?:can|could|do|does|did|is|are|was|will|would|may|might|should|have|has|how|what|when|where|which|who|whose|why)\b/i;
const ASKING_WORDS =
  /\b(?:wonder(?:ing)?|let (?:me|us) know|(?:like|want|need) to know|tell (?:me|us)|my question|ask(?:ing)?)\b/i;

/**
 * What a long text asks: its sentences that ask, each with the one before, which often says what "it" is. A question in
 * the middle of a whole e-mail would else drown in what stands around it. A text in which nothing asks stays whole.
 */
export function askedPart(text: string): string {
  return takeAsking(text, 1);
}

/** The sentences alone that ask in a long text: what an answer has to be about. */
export function askingSentences(text: string): string {
  return takeAsking(text, 0);
}

function takeAsking(text: string, before: number): string {
  if (text.trim().split(/\s+/).length <= LONG_FROM_WORDS) return text;
  const sentences = text
    .split(/(?<=[.!?…。？！])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
  const wanted = new Set<string>();
  for (const [index, sentence] of sentences.entries()) {
    if (!isAsking(sentence)) continue;
    for (const one of sentences.slice(Math.max(0, index - before), index + 1)) wanted.add(one);
  }
  return wanted.size === 0 ? text : [...wanted].join(' ');
}

function isAsking(sentence: string): boolean {
  return /[?？]["')]*$/.test(sentence) || ASKING_START.test(sentence) || ASKING_WORDS.test(sentence);
}
