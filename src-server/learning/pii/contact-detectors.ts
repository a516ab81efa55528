import { isIP } from 'node:net';
import { matchSpans, type PiiSpan } from './span.ts';

const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?';
const EMAIL = new RegExp(`[\\p{L}\\p{N}][\\p{L}\\p{N}._%+'-]*@(?:${LABEL}\\.)*${LABEL}`, 'giu');
/** "jane @ gmail . com", "jane (at) gmail dot com", "jane at gmail.com": what people write against robots or by mistake. */
const SPOKEN_EMAIL = new RegExp(
  `(?:[\\p{L}\\p{N}_-]+\\s+dot\\s+)*[\\p{L}\\p{N}._%+-]+(?:\\s*[([]\\s*at\\s*[)\\]]\\s*|\\s*@\\s*|\\s+at\\s+)${LABEL}(?:(?:\\s*[([]?\\bdot\\b[)\\]]?\\s*|\\s?\\.\\s?)(?:com|net|org|edu|gov|io|co|us|uk|de|fr|ca|info|biz|me))+\\b`,
  'giu',
);
const COMMON_MAIL_HOST = /(?:@|\bat\s+)\s*(?:g-?mail|yahoo|hotmail|outlook|icloud|aol|proton ?mail|live|msn)\b/giu;

/** E-mail addresses, also with spaces, spelled out, or without the ending that people forget. */
export function findEmails(text: string): PiiSpan[] {
  const spoken = matchSpans(text, SPOKEN_EMAIL, 'EMAIL');
  const withoutEnding = matchSpans(
    text,
    new RegExp(`[\\p{L}\\p{N}._%+-]+\\s*${COMMON_MAIL_HOST.source}`, 'giu'),
    'EMAIL',
  );
  return [...matchSpans(text, EMAIL, 'EMAIL'), ...spoken, ...withoutEnding];
}

const LINK = /(?:\b[a-z][a-z0-9+.-]{1,15}:\/\/|\bwww\.)[^\s<>"'`,;)\]}]+/giu;
/** Endings that, behind a dot without a space, are surely a domain, as they are no English words. */
const ENDING =
  'com|net|org|info|biz|io|co|app|dev|edu|gov|mil|uk|ca|de|fr|es|nl|se|ch|cz|pl|pt|ru|jp|cn|au|nz|br|mx|ie|hu|dk|fi|eu|tv|shop|store|online|site|xyz|ly|gl';
const BARE_DOMAIN = new RegExp(`(?<![@\\p{L}\\p{N}])(?:${LABEL}\\.)+(?:${ENDING})\\b(?:[/?#][^\\s<>"'),;]*)?`, 'giu');

/** Links and domains. A link can carry a token or a name, so all of it goes. */
export function findLinks(text: string): PiiSpan[] {
  return [...matchSpans(text, LINK, 'URL'), ...matchSpans(text, BARE_DOMAIN, 'URL')].map((span) => ({
    ...span,
    end: span.start + text.slice(span.start, span.end).replace(/[.!?:]+$/, '').length,
  }));
}

const IP_LIKE = /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})(?![\w:]|\.\d)/giu;

/** IP addresses of both versions. A clock time such as 12:30:15 has the form of none. */
export function findIpAddresses(text: string): PiiSpan[] {
  return matchSpans(text, IP_LIKE, 'IP', (found) => isIP(found) !== 0);
}

const HANDLE = /(?<![\p{L}\p{N}.@/])@[\p{L}\p{N}_](?:[\p{L}\p{N}_.]{0,28}[\p{L}\p{N}_])/giu;
const NAMED_HANDLE =
  /\b(?:insta(?:gram)?|ig|facebook|fb|twitter|tik ?tok|snap(?:chat)?|telegram|venmo|cash ?app|user ?(?:name|id)|handle)(?:\s+(?:handle|user(?:name)?|account|is|name))*\s*(?::|=|\bis\b|-)?\s*['"$@]?([\p{L}\p{N}][\p{L}\p{N}.]*[_\d][\p{L}\p{N}_.]*)/giu;

/** Names on social networks: with an @, or after the network's name when they have a digit or underscore as such names do. */
export function findHandles(text: string): PiiSpan[] {
  return [...matchSpans(text, HANDLE, 'HANDLE'), ...matchSpans(text, NAMED_HANDLE, 'HANDLE', () => true, 1)];
}
