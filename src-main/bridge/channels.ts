/**
 * The names that cross between page and main process. Apart from bridge.ts, as the preload script needs only
 * these: it runs in the sandbox before every page and carries no validation library.
 */
export const BRIDGE_NAMES = [
  'connection',
  'notify',
  'setBadge',
  'openFile',
  'appInfo',
  'secretStatus',
  'saveSecret',
] as const;
export type BridgeName = (typeof BRIDGE_NAMES)[number];

/** The channel of a bridge function, page to main. */
export function channelOf(name: BridgeName): string {
  return `teppan:${name}`;
}

/** Main to page: what was chosen in the menu or clicked in a notification. */
export const COMMAND_CHANNEL = 'teppan:command';
