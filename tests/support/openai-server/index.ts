import { parseArgs } from 'node:util';
import { startOpenAiServer } from './server.ts';

/** Runs the protocol server alone, for end-to-end tests and for trying things out. */
const { values } = parseArgs({
  options: { port: { type: 'string', default: '8089' }, key: { type: 'string', default: 'test-key' } },
});
const server = await startOpenAiServer({ port: Number(values.port), apiKey: values.key });
console.error(
  server.usesPublished
    ? 'Requests are checked against the published OpenAPI description.'
    : 'The published OpenAPI description is not here: requests are checked by our own rules alone.',
);
console.log(`OPENAI_BASE_URL=${server.baseUrl} OPENAI_API_KEY=${values.key}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());
