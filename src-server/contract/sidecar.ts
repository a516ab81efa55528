import { z } from 'zod';

/**
 * What a sidecar and the process that started it say to each other. Electron's main process talks over
 * `process.parentPort`, `npm start` over the IPC channel of a forked process; the messages are the same.
 * Secrets travel only here: an argument or an environment variable can be read by other programs of this user.
 */

/** The parent's first message; the sidecar does nothing before it. */
export const SidecarConfiguration = z.object({
  type: z.literal('configure'),
  /** The bearer token that every request must carry. */
  token: z.string().min(43),
  dataDir: z.string().min(1),
  /** 0 lets the system choose a free port; the `ready` state tells which one it became. */
  port: z.int().min(0).max(65_535),
  openaiApiKey: z.string().min(1).optional(),
  openaiBaseUrl: z.string().min(1).optional(),
  databaseUrl: z.string().min(1).optional(),
});
export type SidecarConfiguration = z.infer<typeof SidecarConfiguration>;

export const ParentMessage = z.discriminatedUnion('type', [
  SidecarConfiguration,
  /** Finish what is under way, close the database, answer `stopped` and exit. */
  z.object({ type: z.literal('stop') }),
  /** Make a one-time link that signs a browser in; answered by `link`. */
  z.object({ type: z.literal('mint-link') }),
]);
export type ParentMessage = z.infer<typeof ParentMessage>;

/** How far the sidecar is. Without a parent, each state is one line of JSON on standard output. */
export const SidecarState = z.discriminatedUnion('state', [
  /** `step` is a sentence for the person who waits. */
  z.object({ state: z.literal('starting'), step: z.string() }),
  z.object({ state: z.literal('ready'), port: z.int().min(1).max(65_535), url: z.url() }),
  /** Starting again would fail in the same way until a person has done what `message` says. */
  z.object({ state: z.literal('failed'), code: z.string(), message: z.string() }),
]);
export type SidecarState = z.infer<typeof SidecarState>;

export const SidecarMessage = z.union([
  SidecarState,
  z.object({ type: z.literal('stopped') }),
  z.object({ type: z.literal('link'), url: z.url() }),
]);
export type SidecarMessage = z.infer<typeof SidecarMessage>;
