const LONGEST_LINK = 2_000;

/** The address of a link to the web, to mail or to a telephone; nothing else leaves a document. */
export function safeLink(address: string): string | undefined {
  const url = address.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  if (url.length > LONGEST_LINK || !/^(?:https?:\/\/|mailto:|tel:)/i.test(url)) return undefined;
  return url.replaceAll(' ', '%20');
}

/** Whether an address names a way of its own that is none of the safe ones, such as `javascript:` or `data:`. */
export function isUnsafeLink(address: string): boolean {
  const url = address.replace(/[\p{Cc}\p{Cf}\s]/gu, '');
  return url.startsWith('//') || (/^[a-z][a-z0-9+.-]*:/i.test(url) && safeLink(url) === undefined);
}
