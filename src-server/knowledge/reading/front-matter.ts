import { parseDocument } from 'yaml';
import { UnreadableError } from './unreadable-error.ts';

const FRONT_MATTER = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/;

export interface FrontMatter {
  fields: Record<string, unknown>;
  /** What follows. */
  text: string;
}

/** The fields between two "---" at the start of a Markdown text, or undefined when it has none. */
export function readFrontMatter(markdown: string): FrontMatter | undefined {
  const found = FRONT_MATTER.exec(markdown);
  if (found === null) return undefined;
  const yaml = parseDocument(found[1] ?? '');
  const broken = yaml.errors[0];
  if (broken !== undefined && /call stack/i.test(broken.message))
    throw new UnreadableError('Its front matter is nested too deep.');
  if (broken !== undefined)
    throw new UnreadableError(`Its front matter is not valid YAML: ${firstLine(broken.message)}.`);
  const fields = plainFields(yaml);
  if (fields === null || typeof fields !== 'object' || Array.isArray(fields))
    throw new UnreadableError('Its front matter holds no fields. Write for example "title: Opening hours".');
  return { fields: { ...fields }, text: markdown.slice(found[0].length) };
}

function plainFields(yaml: ReturnType<typeof parseDocument>): unknown {
  try {
    return yaml.toJS({ maxAliasCount: 0 });
  } catch (cause) {
    throw new UnreadableError('Its front matter uses YAML aliases, which are not supported. Write the values out.', {
      cause,
    });
  }
}

/** The message of the YAML parser goes on with a picture of the place, after a colon. */
function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/:$/, '');
}
