import { parentPort } from 'node:worker_threads';
import { speakPlainly } from '../../core/plain-words.ts';
import { readBytes } from './read-bytes.ts';
import type { FromReader, ToReader } from './reader-messages.ts';

// Whatever a document refers to, reading it asks nothing of a network.
Reflect.deleteProperty(globalThis, 'fetch');

speakPlainly();
parentPort?.on('message', async (task: ToReader) => send(await readBytes(task)));
send({ type: 'ready' });

function send(message: FromReader): void {
  parentPort?.postMessage(message);
}
