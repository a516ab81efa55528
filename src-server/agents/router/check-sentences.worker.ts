import { parentPort, workerData } from 'node:worker_threads';
import { findStrays } from './check-sentences.ts';
import type { LabelledText } from './train-classifier.ts';

/** Checks off the event loop, and ends. */
const { examples, sentenceCount } = workerData as { examples: LabelledText[]; sentenceCount: number };
parentPort?.postMessage(findStrays(examples, sentenceCount));
