import type { RerunInput, RerunKnowledge, TraceDetail } from '#contract/trace-routes.ts';

/** What the form holds; an empty field means: as it was then, or as usual. */
export interface RerunChoice {
  knowledge: string;
  model: string | null;
  temperature: number | string;
  /** In percent, as people read it. */
  threshold: number | string;
}

export const AS_THEN: RerunChoice = { knowledge: 'then', model: null, temperature: '', threshold: '' };

/** More versions than this are looked up in the article itself. */
const MOST_VERSIONS = 8;

/** The knowledge that a question can be answered from again: for a select, best article first, its newest version first. */
export function knowledgeOptions({ retrieved, passages }: Pick<TraceDetail, 'retrieved' | 'passages'>) {
  const articles = new Map(
    retrieved.flatMap(({ chunkId, code, title }) => {
      const passage = passages.find((one) => one.chunkId === chunkId);
      return passage?.articleId == null ? [] : [[passage.articleId, { ...passage, name: code ?? title }] as const];
    }),
  );
  return [
    { value: 'then', label: 'What it read then' },
    { value: 'now', label: 'What it finds now' },
    ...[...articles].flatMap(([articleId, { name, version, currentVersion }]) => {
      // With a single version there is nothing else to choose.
      if (currentVersion === null || currentVersion < 2) return [];
      const numbers = Array.from(
        { length: Math.min(currentVersion, MOST_VERSIONS) },
        (_, back) => currentVersion - back,
      );
      const items = numbers.map((number) => ({
        value: `${articleId} ${number}`,
        label: `version ${number}${whenOf(number, version, currentVersion)}`,
      }));
      return [{ group: `As if ${name} read as`, items }];
    }),
  ];
}

function whenOf(number: number, then: number | null, now: number): string {
  if (number === now) return number === then ? ' (then and now)' : ' (now)';
  return number === then ? ' (then)' : '';
}

/** The form as the server takes it. */
export function toRerunInput(id: string, { knowledge, model, temperature, threshold }: RerunChoice): RerunInput {
  return {
    id,
    knowledge: toKnowledge(knowledge),
    ...(model === null ? {} : { model }),
    ...(typeof temperature === 'number' ? { temperature } : {}),
    ...(typeof threshold === 'number' ? { threshold: threshold / 100 } : {}),
  };
}

function toKnowledge(value: string): RerunKnowledge {
  if (value === 'then' || value === 'now') return { kind: value };
  const [articleId = '', version = ''] = value.split(' ');
  return { kind: 'version', articleId, version: Number(version) };
}
