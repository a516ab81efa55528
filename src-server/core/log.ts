import pino from 'pino';

/** A constant message plus fields: `log.info('job finished', { job, ms })`. Never text that a customer or a person wrote. */
export interface Log {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
  child(fields: Record<string, unknown>): Log;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

const SECRET_KEY = /token|secret|password|authorization|cookie|api[-_]?key|^code$/i;
const CONTENT_KEY = /^(content|text|body|question|answer|comment|phone|email|address|values|prompt|reply)$/i;
const SECRET_TEXT = /\b(sk-[A-Za-z0-9_-]{8,}|Bearer\s+\S+|postgres(?:ql)?:\/\/[^\s@]*:[^\s@]*@)/g;
const EMAIL_TEXT = /[\w.+-]+@[\w-]+\.[\w.-]+/g;
const PHONE_TEXT = /(?<![\w-])\+?\d[\d\s().-]{8,}\d(?![\w-])/g;

/** Makes any value fit to be written down: secrets, message text, e-mail addresses and phone numbers are replaced. */
function redact(value: unknown, key = '', depth = 0): unknown {
  if (SECRET_KEY.test(key)) return '[secret]';
  if (CONTENT_KEY.test(key) && typeof value === 'string') return `[${value.length} characters]`;
  if (typeof value === 'string') {
    return value.replace(SECRET_TEXT, '[secret]').replace(EMAIL_TEXT, '[email]').replace(PHONE_TEXT, '[phone]');
  }
  if (value instanceof Error) {
    return {
      name: value.name,
      message: redact(value.message),
      stack: redact(value.stack ?? ''),
      ...('code' in value ? { code: String(value.code) } : {}),
      ...(value.cause === undefined || depth > 4 ? {} : { cause: redact(value.cause, 'cause', depth + 1) }),
    };
  }
  if (value instanceof Date || value === null || typeof value !== 'object') return value;
  if (depth > 6) return '[deep]';
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redact(item, '', depth + 1));
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, redact(v, k, depth + 1)]));
}

export interface LogOptions {
  level: LogLevel;
  /** Where finished lines go; standard error when left out, as standard output belongs to commands' results. */
  write?: (line: string) => void;
}

/** Builds the log. Everything passes the one redactor here, so no caller can forget it. */
export function createLog(options: LogOptions): Log {
  const sink = { write: options.write ?? ((line: string) => void process.stderr.write(line)) };
  return wrap(pino({ level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, sink));
}

export const silentLog: Log = createLog({ level: 'silent' });

function wrap(target: pino.Logger): Log {
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, fields: Record<string, unknown> = {}) =>
      target.isLevelEnabled(level) && target[level](redact(fields) as object, message);
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => wrap(target.child(redact(fields) as pino.Bindings)),
  };
}
