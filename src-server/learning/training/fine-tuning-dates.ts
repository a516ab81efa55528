/** From this day on OpenAI takes no new fine-tuning jobs from self-serve accounts, as it announced in 2026. */
const NO_NEW_JOBS_FROM = '2027-01-06';
/** The last days of base models that were announced, by the beginning of their names. Their fine-tuned models go with them. */
const LAST_DAYS: readonly (readonly [prefix: string, day: string])[] = [['gpt-4o-mini', '2027-01-14']];

const IS_OPENAI_MODEL = /^(?:gpt-|o\d|babbage-|davinci-)/;

/** The day on which a base model, and every model trained from it, goes away; undefined where none was announced. */
export function lastDayOf(baseModel: string): string | undefined {
  return LAST_DAYS.find(([prefix]) => baseModel.startsWith(prefix))?.[1];
}

/** Why no job can be begun on this day any more, in a sentence that names the remedy; undefined where one can. */
export function refuseByDate(baseModel: string, now: Date): string | undefined {
  const today = now.toISOString().slice(0, 10);
  const lastDay = lastDayOf(baseModel);
  const otherWays = 'Train on this machine, or hand the package to another service.';
  if (lastDay !== undefined && today >= lastDay)
    return `${baseModel} was shut down on ${lastDay}, with every model trained from it. ${otherWays}`;
  if (IS_OPENAI_MODEL.test(baseModel) && today >= NO_NEW_JOBS_FROM)
    return `OpenAI takes no new fine-tuning jobs since ${NO_NEW_JOBS_FROM}. ${otherWays}`;
  return undefined;
}
