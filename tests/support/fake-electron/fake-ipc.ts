/** A frame as Electron describes the sender of a call. */
export interface FakeFrame {
  url: string;
}

type Answer = (event: unknown, input: unknown) => unknown;

/** Takes IPC handlers, and calls them as a page would. */
export class FakeIpcMain {
  readonly handlers = new Map<string, Answer>();

  handle(channel: string, answer: Answer): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.handlers.set(channel, answer);
  }

  /** A call by `frame` of a page whose main frame is `mainFrame`. */
  async call(
    channel: string,
    input: unknown,
    frame: FakeFrame | null,
    mainFrame: FakeFrame | null = frame,
  ): Promise<unknown> {
    const answer = this.handlers.get(channel);
    if (answer === undefined) throw new Error(`No handler registered for '${channel}'`);
    return answer({ senderFrame: frame, sender: { mainFrame } }, input);
  }
}
