import type { EmbeddedText } from './feature-space.ts';
import type { Classification } from './train-classifier.ts';

export interface ToClassifier {
  id: number;
  message: EmbeddedText;
}

export type FromClassifier = { type: 'ready' } | { type: 'classified'; id: number; classification: Classification };
