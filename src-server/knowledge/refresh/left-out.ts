import type { ApprovedExample } from './approved-examples.ts';

/** The same that ai.nearest_examples leaves out. */
const PLACEHOLDER = /\[[A-Z_]+_[0-9]+\]/;

/**
 * Why an approved example may not be shown to every customer; undefined when it may. Personal data was taken out when
 * the example was proposed, but a reviewer may have written some in since, and the detection has improved.
 */
export function reasonToLeaveOut(
  example: Pick<ApprovedExample, 'question' | 'answer'>,
  holdsPersonalData: (text: string) => boolean,
): string | undefined {
  if (PLACEHOLDER.test(example.question) || PLACEHOLDER.test(example.answer))
    return 'It was written for one customer: a placeholder stands where personal data was.';
  if (holdsPersonalData(example.question) || holdsPersonalData(example.answer))
    return 'It seems to hold personal data. Edit the example, then refresh again.';
  return undefined;
}
