import { parentPort, workerData } from 'node:worker_threads';
import type { FromClassifier, ToClassifier } from './classifier-messages.ts';
import { type LabelledText, trainClassifier } from './train-classifier.ts';

/** Trains off the event loop, then classifies what it is sent. */
const classifier = trainClassifier(workerData as LabelledText[]);
reply({ type: 'ready' });

parentPort?.on('message', ({ id, message }: ToClassifier) => {
  reply({ type: 'classified', id, classification: classifier.classify(message) });
});

function reply(message: FromClassifier): void {
  parentPort?.postMessage(message);
}
