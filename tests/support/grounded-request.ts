import type { GroundedRequest } from '../../src-server/models/language-model.ts';
import { createTermRarity } from '../../src-server/models/text/term-rarity.ts';

const sources = [
  { label: 'KB-003: Travel Fee', title: 'Travel Fee', text: 'The travel fee is $2 a mile.', similarity: 0.8 },
  { label: 'KB-005: Gratuity', title: 'Gratuity', text: 'Tips are welcome.', similarity: 0.2 },
];
/** A question whose answer the first of its two sources holds. */
export const travelFeeRequest: GroundedRequest = {
  question: 'How much is the travel fee?',
  history: [],
  sources,
  examples: [],
  temperature: 0.3,
  businessName: 'MyHibachi',
  termRarity: createTermRarity(sources.map(({ title, text }) => `${title}\n${text}`)),
};
