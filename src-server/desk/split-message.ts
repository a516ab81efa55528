import type { Channel } from '../contract/conversations.ts';

/** The letters that an SMS part of 160 holds (GSM 03.38); with any other one it holds 70. */
const GSM = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[\]~|€]*$/;
/** Those that count twice. */
const GSM_DOUBLE = /[\^{}\\[\]~|€]/g;
const OTHER_LETTER = 160 / 70;

/** How much of a channel's longest message a text takes: characters, on SMS as many as its parts could hold. */
export function lengthOn(channel: Channel, text: string): number {
  if (channel !== 'sms') return text.length;
  return GSM.test(text) ? text.length + (text.match(GSM_DOUBLE)?.length ?? 0) : Math.ceil(text.length * OTHER_LETTER);
}

/**
 * A text in as many messages as the channel needs: parted between paragraphs, else behind a sentence, else between two
 * words, and never inside one, as long as the word fits. Nothing is left out: a condition that is cut off is a false promise.
 */
export function splitMessage(channel: Channel, text: string, longest: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (lengthOn(channel, rest) > longest) {
    const end = cutAt(rest, fittingLength(channel, rest, longest));
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return [...parts, rest];
}

/** The most characters from the beginning that fit. */
function fittingLength(channel: Channel, text: string, longest: number): number {
  let [low, high] = [1, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (lengthOn(channel, text.slice(0, middle)) <= longest) low = middle;
    else high = middle - 1;
  }
  return low;
}

const LEAST_FILLED = 0.4;

function cutAt(text: string, fitting: number): number {
  const head = text.slice(0, fitting + 1);
  const ends = [/\n\s*\n/g, /\n/g, /[.!?。！？]["')\]]?(?=\s)/g, /\s/g].map((pattern) => lastEnd(head, pattern));
  const wanted = ends.find((end) => end >= fitting * LEAST_FILLED) ?? Math.max(...ends);
  return wanted > 0 ? wanted : fitting;
}

function lastEnd(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].reduce((_, found) => found.index + found[0].length, 0);
}
