/** What a model can be asked without. */
export type DroppableParameter =
  | 'temperature'
  | 'json_schema'
  | 'json_object'
  | 'max_completion_tokens'
  | 'max_tokens'
  | 'stream_options'
  | 'stream'
  | 'dimensions';

/** Remembers which parameters a model will not take. */
export interface RefusedParameters {
  has(parameter: DroppableParameter): boolean;
  add(parameter: DroppableParameter): void;
}

export function createRefusedParameters(
  known: readonly string[] = [],
  onAdded: (all: string[]) => void = () => undefined,
): RefusedParameters {
  const refused = new Set<string>(known);
  return {
    has: (parameter) => refused.has(parameter),
    add(parameter) {
      refused.add(parameter);
      onAdded([...refused].sort());
    },
  };
}

/**
 * The parameter of a chat call to go without next, out of what the server said of the refused request; undefined when
 * it named nothing that can go. A parameter that went before cannot be the reason.
 */
export function findRefused(said: string, refused: RefusedParameters): DroppableParameter | undefined {
  const open = (parameter: DroppableParameter) => (refused.has(parameter) ? undefined : parameter);
  if (said.includes('temperature')) return open('temperature');
  if (/response_format|json_schema|json_object|structured output|grammar/.test(said))
    return open('json_schema') ?? open('json_object');
  if (/max_(completion_)?tokens/.test(said)) return open('max_completion_tokens') ?? open('max_tokens');
  if (said.includes('stream_options') || said.includes('include_usage')) return open('stream_options');
  return said.includes('stream') ? open('stream') : undefined;
}
