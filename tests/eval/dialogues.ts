import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { startOpenAiServer } from '../support/openai-server/server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { DialogueScript } from './dialogue-script.ts';
import { type DialogueFailure, playDialogue } from './play-dialogue.ts';

export interface DialoguesResult {
  dialogues: number;
  passed: number;
  failed: (DialogueFailure & { name: string })[];
}

export interface DialogueOptions {
  /** Against the local protocol server, in the place of a model behind an API; offline otherwise. */
  model?: boolean;
}

/** `npm run eval -- dialogues`: plays every script of a folder against the product, through its chat API. */
export async function measureDialogues(
  dataDir: string,
  { model = false }: DialogueOptions = {},
): Promise<DialoguesResult> {
  const scripts = readScripts(dataDir);
  const apiKey = 'sk-test-dialogues';
  const openai = model ? await startOpenAiServer({ apiKey }) : undefined;
  const models = { chatModel: 'gpt-4o-mini', embeddingModel: 'text-embedding-3-small' };
  const server = await startTestServer(
    openai === undefined ? {} : { config: { openai: { apiKey, baseUrl: openai.baseUrl, ...models } } },
  );
  const failed: DialoguesResult['failed'] = [];
  try {
    await routerHasLearnt(server);
    for (const [index, { name, script }] of scripts.entries()) {
      process.stderr.write(`\r  played ${index} of ${scripts.length}`);
      const failure = await playDialogue(server, script);
      if (failure !== undefined) failed.push({ name, ...failure });
    }
    process.stderr.write('\n');
  } finally {
    await server.stop();
    await openai?.stop();
  }
  return { dialogues: scripts.length, passed: scripts.length - failed.length, failed };
}

const LESSON_MS = 120_000;
const LOOK_EVERY_MS = 100;

/** Until it has, rules alone route, which is not what the scripts are about. */
async function routerHasLearnt(server: TestServer): Promise<void> {
  const owner = await server.as('owner');
  const untilMs = performance.now() + LESSON_MS;
  for (;;) {
    const { status } = await owner.intents.list();
    if (status.state === 'in_use') return;
    if (status.state === 'failed' || performance.now() > untilMs)
      throw new Error(`The router has not learnt: ${status.reason ?? 'it takes too long'}.`);
    await delay(LOOK_EVERY_MS);
  }
}

/** A file holds one script, or a list of them. */
function readScripts(dataDir: string): { name: string; script: DialogueScript }[] {
  const files = readdirSync(dataDir)
    .filter((file) => file.endsWith('.json'))
    .sort();
  return files.flatMap((file) => {
    const parsed = z
      .union([z.array(DialogueScript), DialogueScript])
      .parse(JSON.parse(readFileSync(join(dataDir, file), 'utf8')));
    const scripts = [parsed].flat();
    return scripts.map((script, index) => ({
      name: script.name ?? `${basename(file, '.json')}${scripts.length > 1 ? ` ${index + 1}` : ''}`,
      script,
    }));
  });
}
