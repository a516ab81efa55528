import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { SidecarConfiguration } from './contract/sidecar.ts';
import { AppError } from './core/errors.ts';

/** One setting of the environment: how it is read, what it does, and what it is when nobody sets it. */
interface Setting<S extends z.ZodType> {
  schema: S;
  description: string;
  /** As the README shows it. */
  usually: string;
}

function setting<S extends z.ZodType>(schema: S, usually: string, description: string): Setting<S> {
  return { schema, usually, description };
}

const Port = z.coerce.number().int().min(0).max(65_535);
const WebUrl = z.url({ protocol: /^https?$/ });

/** Every setting there is. The table in the README is checked against this one. */
export const SETTINGS = {
  DATABASE_URL: setting(
    z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    'the embedded database',
    'Postgres 16 or newer with pgvector, as postgres://user:password@host:port/name',
  ),
  OPENAI_API_KEY: setting(
    z.string().optional(),
    'none: answers are made offline',
    'Key of OpenAI or of a service that speaks its protocol',
  ),
  OPENAI_BASE_URL: setting(
    WebUrl.optional(),
    "OpenAI's own",
    'Address of another service that speaks its protocol (Azure, Ollama, llama.cpp, vLLM)',
  ),
  TEPPAN_CHAT_MODEL: setting(z.string().default('gpt-4o-mini'), 'gpt-4o-mini', 'Model that words the answers'),
  TEPPAN_EMBEDDING_MODEL: setting(
    z.string().default('text-embedding-3-small'),
    'text-embedding-3-small',
    'Model that places texts by meaning; at most 1536 dimensions',
  ),
  STRIPE_SECRET_KEY: setting(
    z.string().optional(),
    'none: staff record deposits',
    'Key of the Stripe account that takes deposits; needs STRIPE_WEBHOOK_SECRET',
  ),
  STRIPE_WEBHOOK_SECRET: setting(
    z.string().optional(),
    'none',
    "Signing secret of the webhook at /webhooks/stripe of this server's public address",
  ),
  TEPPAN_DATA_DIR: setting(
    z.string().optional(),
    '--data FOLDER',
    'Folder of the embedded database, backups and datasets, where the server is started by itself',
  ),
  TEPPAN_PORT: setting(Port.default(0), 'any free port', 'Port to listen on'),
  TEPPAN_HOST: setting(
    z.string().default('127.0.0.1'),
    '127.0.0.1',
    'Address to listen on; any other than 127.0.0.1 makes a team server and needs TEPPAN_PUBLIC_URL',
  ),
  TEPPAN_PUBLIC_URL: setting(
    WebUrl.optional(),
    'none: this machine only',
    'Address at which a team reaches this server, such as https://desk.example.com',
  ),
  TEPPAN_LOG_LEVEL: setting(
    z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    'info',
    'How much is logged: debug, info, warn, error or silent',
  ),
} as const;

/** What the sidecar runs on, parsed once. Nothing else reads the environment or the arguments. */
export interface Config {
  dataDir: string;
  host: string;
  /** 0 lets the system choose. */
  port: number;
  publicUrl: string | undefined;
  databaseUrl: string | undefined;
  openai: { apiKey: string | undefined; baseUrl: string | undefined; chatModel: string; embeddingModel: string };
  /** Undefined: staff record deposits. */
  stripe: { secretKey: string; webhookSecret: string; apiUrl?: string } | undefined;
  logLevel: z.infer<typeof SETTINGS.TEPPAN_LOG_LEVEL.schema>;
  /** The bearer token that a parent process chose; undefined when started from a shell. */
  parentToken: string | undefined;
}

export interface ConfigSources {
  argv: readonly string[];
  env: Record<string, string | undefined>;
  /** What the parent process sent; it wins over arguments, and arguments win over the environment. */
  parent?: SidecarConfiguration | undefined;
}

/** The sources of this process. */
export function processSources(): Omit<ConfigSources, 'parent'> {
  return { argv: process.argv.slice(2), env: process.env };
}

export function readConfig({ argv, env, parent }: ConfigSources): Config {
  const named = parseEnvironment(env);
  const args = parent === undefined ? parseArguments(argv) : undefined;
  const dataDir = parent?.dataDir ?? args?.data ?? named.TEPPAN_DATA_DIR;
  if (dataDir === undefined)
    throw new AppError('BAD_INPUT', 'Say where the data belongs: --data FOLDER, or the setting TEPPAN_DATA_DIR.');
  const config: Config = {
    dataDir: resolve(dataDir),
    host: named.TEPPAN_HOST,
    port: parent?.port ?? args?.port ?? named.TEPPAN_PORT,
    publicUrl: named.TEPPAN_PUBLIC_URL,
    databaseUrl: parent?.databaseUrl ?? named.DATABASE_URL,
    openai: {
      apiKey: parent?.openaiApiKey ?? named.OPENAI_API_KEY,
      baseUrl: parent?.openaiBaseUrl ?? named.OPENAI_BASE_URL,
      chatModel: named.TEPPAN_CHAT_MODEL,
      embeddingModel: named.TEPPAN_EMBEDDING_MODEL,
    },
    stripe: readStripe(named.STRIPE_SECRET_KEY, named.STRIPE_WEBHOOK_SECRET),
    logLevel: named.TEPPAN_LOG_LEVEL,
    parentToken: parent?.token,
  };
  if (config.host !== '127.0.0.1' && config.publicUrl === undefined)
    throw wrong('TEPPAN_HOST', 'opens this server to the network: also set TEPPAN_PUBLIC_URL to the address in use');
  return config;
}

/** Money that arrives without the desk hearing of it would confirm no party: so both or neither. */
function readStripe(secretKey: string | undefined, webhookSecret: string | undefined): Config['stripe'] {
  if (secretKey === undefined && webhookSecret === undefined) return undefined;
  if (secretKey === undefined) throw wrong('STRIPE_WEBHOOK_SECRET', 'does nothing without STRIPE_SECRET_KEY: set both');
  if (webhookSecret === undefined) throw wrong('STRIPE_SECRET_KEY', 'also needs STRIPE_WEBHOOK_SECRET: set both');
  return { secretKey, webhookSecret };
}

function parseEnvironment(env: ConfigSources['env']) {
  const shape = {} as { [K in keyof typeof SETTINGS]: (typeof SETTINGS)[K]['schema'] };
  for (const [name, { schema }] of Object.entries(SETTINGS)) Object.assign(shape, { [name]: schema });
  // A variable that is set to nothing is one that is not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = z.object(shape).safeParse(given);
  if (parsed.success) return parsed.data;
  const name = String(parsed.error.issues[0]?.path[0]) as keyof typeof SETTINGS;
  throw wrong(name, `cannot be used. It is: ${SETTINGS[name].description}. Without it: ${SETTINGS[name].usually}`);
}

function parseArguments(argv: readonly string[]): { data: string | undefined; port: number | undefined } {
  let values: { data?: string; port?: string };
  try {
    ({ values } = parseArgs({ args: [...argv], options: { data: { type: 'string' }, port: { type: 'string' } } }));
  } catch (cause) {
    throw new AppError('BAD_INPUT', 'Only --data FOLDER and --port NUMBER are understood here.', { cause });
  }
  const port = Port.optional().safeParse(values.port);
  if (!port.success) throw new AppError('BAD_INPUT', '--port takes a number from 0 to 65535; 0 means any free port.');
  return { data: values.data, port: port.data };
}

/** Never shows the value: it may be a secret. */
function wrong(name: keyof typeof SETTINGS, what: string): AppError {
  return new AppError('BAD_INPUT', `The setting ${name} ${what}.`);
}
