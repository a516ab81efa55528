const whole = new Intl.NumberFormat('en-US');

/** 12345 → `12,345`. */
export function count(value: number): string {
  return whole.format(value);
}

/** "1 customer", "3 customers". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** 0.713 → `71 %`; a missing figure is a dash, never a zero. */
export function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)} %`;
}

/** 4.36 → `4.4`. */
export function oneDecimal(value: number | null): string {
  return value === null ? '–' : value.toFixed(1);
}

/** Millionths of a dollar → `$0.41`; amounts under a cent keep their size. */
export function dollars(microUsd: number): string {
  const usd = microUsd / 1_000_000;
  return usd > 0 && usd < 0.01 ? '< $0.01' : `$${usd.toFixed(2)}`;
}

/** An estimate: 412000 → `about $0.41`, 900 → `less than $0.01`. */
export function aboutDollars(microUsd: number): string {
  const amount = dollars(microUsd);
  return amount.startsWith('<') ? amount.replace('<', 'less than') : `about ${amount}`;
}

/** 99550 → `$995.50`, in the business's currency. */
export function money(cents: number, currency = 'USD'): string {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(cents / 100);
}

/** 8123456 → `8.1 MB`. */
export function byteSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(0)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
