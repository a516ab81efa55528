/** Words that carry a conversation but ask nothing: greetings, thanks, agreement, and the small words around them. */
const EMPTY_WORDS = new Set(
  `a able about ah alright also am an and any anything appreciate are as at be been bye but by can cheers cool could day
  did do does done else er evening exactly fine for from gotcha got good goodbye great ha haha happy have hello hey hi
  hmm how i if im in is it its just know let like lol look looking lot love me much my nice night no nope not now of
  off oh ok okay okey on one or ours perfect please pls right see so sorry soon sound sounds still sure ta talk thank
  thanks that thats the them then there they thing this thx ty to today tomorrow too tysm u um understood until up very
  want was we welcome well were what whats wonderful would wow ya yay yeah yep yes you your youre yup awesome amazing
  again all afternoon morning morn hear understand makes sense later guys team everyone help helped helpful need`
    .trim()
    .split(/\s+/),
);

/** Lower case, letters and digits only, single spaces: two texts with the same form say the same thing. */
export function normaliseText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether a message asks for nothing that an answer could be learned for, such as "ok thanks", "hi" or a lone emoji. */
export function isLowValueQuestion(text: string): boolean {
  const withoutPlaceholders = text.replace(/\[[A-Z_]+_\d+\]/g, ' ');
  return normaliseText(withoutPlaceholders)
    .split(' ')
    .every((word) => word.length < 2 || EMPTY_WORDS.has(word) || /^\d+$/.test(word));
}

/**
 * The words of a text that carry its meaning, in alphabetical order and each once: without small words, the endings of
 * plurals and the figures of a number. Two questions with the same ones ask the same in another order or politeness.
 */
export function contentWords(text: string): string[] {
  const words = normaliseText(text)
    .split(' ')
    .map((word) => (/^\d+$/.test(word) ? '#' : word.length > 3 ? word.replace(/(?<!s)s$/, '') : word))
    .filter((word) => word === '#' || (word.length > 1 && !EMPTY_WORDS.has(word)));
  return [...new Set(words)].sort();
}
