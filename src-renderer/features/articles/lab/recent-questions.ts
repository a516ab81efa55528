import { z } from 'zod';
import { type KeyValueStorage, readStored, writeStored } from '../../../lib/storage.ts';

const KEY = 'teppan.lab.recent';
const KEPT = 12;

/** The questions asked last on this machine, newest first. */
export function readRecentQuestions(storage: KeyValueStorage): string[] {
  return readStored(storage, KEY, (value) => z.array(z.string()).parse(value)) ?? [];
}

/** Puts a question first, once. */
export function rememberQuestion(storage: KeyValueStorage, question: string): string[] {
  const kept = [question, ...readRecentQuestions(storage).filter((other) => other !== question)].slice(0, KEPT);
  writeStored(storage, KEY, kept);
  return kept;
}
