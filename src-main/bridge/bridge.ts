import { z } from 'zod';
import type { BridgeName } from './channels.ts';

/** How the page reaches the sidecar. Asked for again after a lost connection, as a restart may have moved it. */
export const Connection = z.object({ url: z.url(), token: z.string().min(1) });
export type Connection = z.infer<typeof Connection>;

/** A desktop notification. A newer one with the same `tag` replaces the older. */
export const DesktopNotification = z.object({
  title: z.string().min(1).max(120),
  body: z.string().max(300),
  tag: z.string().min(1).max(80),
  /** Opened when the notification is clicked. */
  conversationId: z.uuid().optional(),
});
export type DesktopNotification = z.infer<typeof DesktopNotification>;

export const OpenFileRequest = z.object({
  title: z.string().min(1).max(80),
  /** Endings without the dot: `['md', 'txt']`. */
  extensions: z
    .array(z.string().regex(/^[a-z0-9]{1,8}$/))
    .min(1)
    .max(10),
  multiple: z.boolean(),
});
export type OpenFileRequest = z.infer<typeof OpenFileRequest>;

/** A file that the person chose. The page gets its name and bytes, never its path. */
export const OpenedFile = z.object({ name: z.string(), bytes: z.instanceof(Uint8Array) });
export type OpenedFile = z.infer<typeof OpenedFile>;

/** Where secrets are kept: by the system's keychain, badly (Linux without a keyring), or not at all. */
export const SecretProtection = z.enum(['keychain', 'basic_text', 'none']);
export type SecretProtection = z.infer<typeof SecretProtection>;

export const AppInfo = z.object({
  name: z.string(),
  version: z.string(),
  platform: z.string(),
  dataDir: z.string(),
  secretProtection: SecretProtection,
});
export type AppInfo = z.infer<typeof AppInfo>;

export const SECRET_NAMES = ['openaiApiKey', 'openaiBaseUrl', 'databaseUrl'] as const;
export const SecretName = z.enum(SECRET_NAMES);
export type SecretName = z.infer<typeof SecretName>;

/** Which secrets are set; their values never come back to the page. `warning` is to be shown where it is not null. */
export const SecretStatus = z.object({ isSet: z.record(SecretName, z.boolean()), warning: z.string().nullable() });
export type SecretStatus = z.infer<typeof SecretStatus>;

/** Everything that a page may ask of the main process: name → what goes in and what comes out. */
export const BRIDGE = {
  connection: { input: z.undefined(), output: Connection },
  notify: { input: DesktopNotification, output: z.void() },
  setBadge: { input: z.int().min(0).max(9_999), output: z.void() },
  openFile: { input: OpenFileRequest, output: z.array(OpenedFile) },
  appInfo: { input: z.undefined(), output: AppInfo },
  secretStatus: { input: z.undefined(), output: SecretStatus },
  /** An empty value removes the secret. The sidecar is started anew with the changed settings. */
  saveSecret: { input: z.object({ name: SecretName, value: z.string().max(2_000) }), output: SecretStatus },
} satisfies Record<BridgeName, { input: z.ZodType; output: z.ZodType }>;

export type BridgeInput<N extends BridgeName> = z.output<(typeof BRIDGE)[N]['input']>;
export type BridgeOutput<N extends BridgeName> = z.output<(typeof BRIDGE)[N]['output']>;

/** What the main process asks of the page. Ids are those of the page's command registry; unknown ones are ignored. */
export interface DesktopCommand {
  id: string;
  conversationId?: string;
}

/** `window.teppan` in the desktop app; undefined in a browser. */
export type TeppanApi = {
  [N in BridgeName]: BridgeInput<N> extends undefined
    ? () => Promise<BridgeOutput<N>>
    : (input: BridgeInput<N>) => Promise<BridgeOutput<N>>;
} & {
  /** Calls `listener` for each command from the menu or a notification; returns what ends that. */
  onCommand(listener: (command: DesktopCommand) => void): () => void;
};
