import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

/** The published OpenAPI description, which lies beside the repository on the machines of its developers. */
export const PUBLISHED_FILE = join(import.meta.dirname, '../../../../shared/eval/openai/openapi.yaml');

const SCHEMAS: Readonly<Record<string, { request?: string; response: string }>> = {
  'POST /chat/completions': { request: 'CreateChatCompletionRequest', response: 'CreateChatCompletionResponse' },
  'POST /embeddings': { request: 'CreateEmbeddingRequest', response: 'CreateEmbeddingResponse' },
  'GET /models': { response: 'ListModelsResponse' },
  'POST /files': { request: 'CreateFileRequest', response: 'OpenAIFile' },
  'GET /files': { response: 'ListFilesResponse' },
  'DELETE /files/{id}': { response: 'DeleteFileResponse' },
  'POST /fine_tuning/jobs': { request: 'CreateFineTuningJobRequest', response: 'FineTuningJob' },
  'GET /fine_tuning/jobs': { response: 'ListPaginatedFineTuningJobsResponse' },
  'GET /fine_tuning/jobs/{id}': { response: 'FineTuningJob' },
  'GET /fine_tuning/jobs/{id}/events': { response: 'ListFineTuningJobEventsResponse' },
  'POST /fine_tuning/jobs/{id}/cancel': { response: 'FineTuningJob' },
};

export interface PublishedSchemas {
  /** What a body breaks of the description; undefined when it keeps to it, or the route is not described. */
  findFault(route: string, side: 'request' | 'response', body: unknown): string | undefined;
}

let loaded: PublishedSchemas | undefined;

/** The schemas of our routes, read once a process; undefined when the description is not there. */
export function loadPublishedSchemas(): PublishedSchemas | undefined {
  if (loaded === undefined && existsSync(PUBLISHED_FILE)) loaded = readPublishedSchemas(PUBLISHED_FILE);
  return loaded;
}

function readPublishedSchemas(file: string): PublishedSchemas {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
  const wanted = Object.values(SCHEMAS).flatMap(({ request, response }) => [request, response]);
  const schemas = readSchemas(
    readFileSync(file, 'utf8'),
    wanted.filter((name) => name !== undefined),
  );
  ajv.addSchema({ $id: 'openai', components: { schemas } });
  return {
    findFault(route, side, body) {
      const name = SCHEMAS[route]?.[side];
      if (name === undefined) return undefined;
      const validate = ajv.getSchema(`openai#/components/schemas/${name}`);
      if (validate === undefined) throw new Error(`${file} does not describe ${name}.`);
      return validate(body) === true ? undefined : ajv.errorsText(validate.errors);
    },
  };
}

/**
 * Only the named schemas and those that they refer to. The file has 3 MB, which takes seconds to parse whole;
 * its schemas stand one after the other with their names indented by four blanks.
 */
function readSchemas(yaml: string, names: readonly string[]): Record<string, unknown> {
  const texts = new Map<string, string>();
  const starts = [...yaml.matchAll(/^ {4}(\w+):\n(?= {6})/gm)];
  for (const [index, start] of starts.entries()) {
    texts.set(start[1] ?? '', yaml.slice(start.index, starts[index + 1]?.index ?? yaml.length));
  }
  const schemas: Record<string, unknown> = {};
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name in schemas) continue;
    const text = (texts.get(name) ?? '').split(/^(?! {4}|\s*$)/m)[0] ?? '';
    schemas[name] = allowNull((parse(text) as Record<string, unknown>)[name]);
    for (const reference of text.matchAll(/#\/components\/schemas\/(\w+)/g)) open.push(reference[1] ?? '');
  }
  return schemas;
}

/** `nullable`, and an `exclusiveMinimum` that is true, are OpenAPI 3.0's words, which JSON Schema does not know. */
function allowNull(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(allowNull);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, exclusiveMinimum, ...given } = schema as Record<string, unknown>;
  const bound = exclusiveMinimum === true ? given.minimum : exclusiveMinimum;
  const rest = bound === undefined ? given : { ...given, exclusiveMinimum: bound };
  const read = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, allowNull(value)]));
  return nullable === true ? { anyOf: [read, { type: 'null' }] } : read;
}
