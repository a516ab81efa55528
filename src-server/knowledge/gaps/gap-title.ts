import { withoutPlaceholders } from './nearest-gap.ts';

const LONGEST_TITLE = 160;
const LONGEST_ARTICLE_TITLE = 100;
const GREETING =
  /^(?:(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening))(?: there| again| team| guys)?|thanks|thank you|ok|okay|so|also|quick question|question)\s*[,.!:;–-]*\s+(?=\S)/i;

/** The name of a gap, of its questions with the most typical first: one that names nobody, if there is one. */
export function chooseTitle(typicalFirst: readonly string[]): string {
  const nameless = typicalFirst.find((text) => withoutPlaceholders(text) === oneLine(text));
  const chosen = oneLine(nameless ?? typicalFirst[0] ?? '');
  return cut(chosen, LONGEST_TITLE);
}

/**
 * A customer's question as an article's title: without the greeting, and only the sentence that asks. It stays a
 * question, as that is how the next customer will put it.
 */
export function articleTitle(question: string): string {
  let text = withoutPlaceholders(oneLine(question));
  while (GREETING.test(text)) text = text.replace(GREETING, '');
  const asking =
    text
      .match(/[^.!?]*\?/g)
      ?.at(-1)
      ?.trim() ?? text;
  const title = cut(asking === '' ? text : asking, LONGEST_ARTICLE_TITLE);
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** The different ways to ask among these questions, in their order: what differs only in case or marks is one. */
export function differentQuestions(questions: readonly string[], limit: number): string[] {
  const seen = new Set<string>();
  const different: string[] = [];
  for (const question of questions) {
    const text = oneLine(question);
    // A way to ask is shown and searched for everybody, so none with a customer's data, or its marks, is taken.
    if (text.length > 300 || withoutPlaceholders(text) !== text) continue;
    const form = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    if (form === '' || seen.has(form)) continue;
    seen.add(form);
    different.push(text);
    if (different.length === limit) break;
  }
  return different;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const atWord = text.slice(0, longest - 1).replace(/\s+\S*$/, '');
  return `${atWord}…`;
}
