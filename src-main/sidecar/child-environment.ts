/** These go by message: a child's environment can be read by every other program of the same user. */
const SECRET_VARIABLES = ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'DATABASE_URL'];

/** The environment without what is secret. */
export function childEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !SECRET_VARIABLES.includes(entry[0]),
  );
  return Object.fromEntries(kept);
}

/** The settings that a person may have put into the environment, as the `configure` message names them. */
export function settingsFromEnvironment(environment: NodeJS.ProcessEnv): {
  openaiApiKey?: string;
  openaiBaseUrl?: string;
  databaseUrl?: string;
} {
  const { OPENAI_API_KEY, OPENAI_BASE_URL, DATABASE_URL } = environment;
  return {
    ...(OPENAI_API_KEY ? { openaiApiKey: OPENAI_API_KEY } : {}),
    ...(OPENAI_BASE_URL ? { openaiBaseUrl: OPENAI_BASE_URL } : {}),
    ...(DATABASE_URL ? { databaseUrl: DATABASE_URL } : {}),
  };
}
