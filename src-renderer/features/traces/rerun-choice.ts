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

/** The knowledge that a question can be answered from again: grouped for a select, the article's newest version first. */
export function knowledgeOptions({ retrieved, passages }: Pick<TraceDetail, 'retrieved' | 'passages'>) {
  const articles = new Map(passages.flatMap((one) => (one.articleId === null ? [] : [[one.articleId, one] as const])));
  return [
    { value: 'then', label: 'What it read then' },
    { value: 'now', label: 'What it finds now' },
    ...[...articles].map(([articleId, { chunkId, version, currentVersion }]) => {
      const newest = currentVersion ?? 0;
      return {
        group: `As if ${retrieved.find((source) => source.chunkId === chunkId)?.code ?? 'the article'} read as`,
        items: Array.from({ length: Math.min(newest, MOST_VERSIONS) }, (_, back) => newest - back).map((number) => ({
          value: `${articleId} ${number}`,
          label: `version ${number}${[number === newest ? ' (now)' : '', number === version ? ' (then)' : ''].join('')}`,
        })),
      };
    }),
  ];
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
