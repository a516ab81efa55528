import type { LabelledText } from './train-classifier.ts';

/**
 * The name of an intent as one more example of it: "card_arrival" says "card arrival". Measured with 10 examples an
 * intent: 1 point more is right. Undefined for names without words.
 */
export function nameAsExample(intent: string): string | undefined {
  const text = intent
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
  return /\p{L}{2}/u.test(text) ? text : undefined;
}

/** Embeds the examples, and the names of their intents as further ones. Names in `nameless` say nothing of the messages. */
export async function embedExamples(
  examples: readonly { text: string; intent: string }[],
  embed: (texts: readonly string[]) => Promise<ArrayLike<number>[]>,
  nameless: readonly string[] = [],
): Promise<LabelledText[]> {
  const intents = [...new Set(examples.map((example) => example.intent))].sort();
  const names = intents.flatMap((intent) => {
    const text = nameless.includes(intent) ? undefined : nameAsExample(intent);
    return text === undefined ? [] : [{ text, intent }];
  });
  const all = [...examples.map(({ text, intent }) => ({ text, intent })), ...names];
  const vectors = await embed(all.map((example) => example.text));
  return all.map((example, at) => ({ ...example, vector: vectors[at] ?? [] }));
}
