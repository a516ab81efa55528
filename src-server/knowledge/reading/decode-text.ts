import { UnreadableError } from './unreadable-error.ts';

/**
 * The text of a file whose encoding nobody wrote down: UTF-8 and UTF-16 by their marks or their pattern, else what
 * `declared` says (a web page may), else Windows-1252, which is what Latin-1 files really are.
 */
export function decodeText(bytes: Uint8Array, declared?: string): string {
  const text = decode(bytes, declared)
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n');
  if (text.includes('\0') || controlShare(text) > 0.01)
    throw new UnreadableError('It is not a text file. Save it as text in UTF-8.');
  if (text.trim() === '') throw new UnreadableError('It is empty.');
  return text;
}

function decode(bytes: Uint8Array, declared: string | undefined): string {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const other = declared === undefined ? undefined : decoderFor(declared);
    if (other !== undefined && other.encoding !== 'utf-8') return other.decode(bytes);
    const lenient = new TextDecoder('utf-8').decode(bytes);
    // Some broken bytes in a text that otherwise is UTF-8 are dropped; a text with nothing of UTF-8 is Latin-1.
    const broken = lenient.split('\uFFFD').length - 1;
    const sound = lenient.match(/[^\0-\x7F\uFFFD]/g)?.length ?? 0;
    return sound > broken ? lenient.replaceAll('\uFFFD', '') : new TextDecoder('windows-1252').decode(bytes);
  }
}

/** UTF-16 has a mark, or a zero in every second byte as long as the text is mostly Latin. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.byteLength % 2 === 1 || bytes.byteLength < 8) return undefined;
  const sample = bytes.subarray(0, 1_024);
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > sample.length * 0.3 && even === 0) return 'utf-16le';
  return even > sample.length * 0.3 && odd === 0 ? 'utf-16be' : undefined;
}

function decoderFor(label: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

function controlShare(text: string): number {
  const sample = text.slice(0, 20_000);
  let controls = 0;
  for (let at = 0; at < sample.length; at += 1) {
    const code = sample.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 32 && code !== 27)) controls += 1;
  }
  return sample.length === 0 ? 0 : controls / sample.length;
}
