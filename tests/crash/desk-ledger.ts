import type { ApiClient } from '../../src-server/contract/client.ts';
import type { Message } from '../../src-server/contract/conversations.ts';

/** A text that somebody sent; its id is known once the sidecar has acknowledged it. */
export interface SentText {
  clientKey: string;
  messageId: string | undefined;
}

/** What was done in one chat, by the texts, each of which is sent once in it. */
export interface ChatRecord {
  id: string;
  token: string;
  written: Map<string, SentText>;
  replies: Map<string, SentText>;
  /** The stars that were acknowledged, by the message that they are for. */
  stars: Map<string, number>;
  /** Staff took it over and have not tried to give it back since. */
  isHeld: boolean;
}

/** What the sidecar has acknowledged, over all its lives. */
export interface Ledger {
  chats: ChatRecord[];
  /** The examples whose approval was acknowledged. */
  approved: Set<string>;
  /** Answers of the sidecar that nobody expects of it, such as a status of 500. */
  surprises: string[];
}

export function createLedger(): Ledger {
  return { chats: [], approved: new Set(), surprises: [] };
}

export function countAcknowledged({ chats, approved }: Ledger) {
  const acknowledged = (texts: Map<string, SentText>) =>
    [...texts.values()].filter(({ messageId }) => messageId !== undefined).length;
  const sum = (of: (chat: ChatRecord) => number) => chats.reduce((total, chat) => total + of(chat), 0);
  return {
    chats: chats.length,
    messages: sum((chat) => acknowledged(chat.written)),
    replies: sum((chat) => acknowledged(chat.replies)),
    claims: sum((chat) => (chat.isHeld ? 1 : 0)),
    ratings: sum((chat) => chat.stars.size),
    approvals: approved.size,
  };
}

/** What of these chats was acknowledged and is not there, or is there twice. */
export async function findLosses(owner: ApiClient, chats: Iterable<ChatRecord>): Promise<string[]> {
  const losses: string[] = [];
  for (const chat of chats) {
    const { items, nextCursor } = await owner.conversations.messages({ id: chat.id, limit: 200 });
    if (nextCursor !== null) losses.push(`${chat.id}: more messages than one page holds`);
    const found = [...textLosses(chat.written, items), ...textLosses(chat.replies, items), ...doubleAnswers(items)];
    for (const [messageId, stars] of chat.stars) {
      const now = items.find(({ id }) => id === messageId)?.feedback?.stars;
      if (now !== stars) found.push(`${stars} stars for ${messageId} are ${now}`);
    }
    if (chat.isHeld) {
      const { handler, assignee } = await owner.conversations.get({ id: chat.id });
      if (handler !== 'staff' || assignee === null) found.push('the claim is gone');
    }
    losses.push(...found.map((loss) => `${chat.id}: ${loss}`));
  }
  return losses;
}

/** The approvals that were acknowledged and are not there. */
export async function findLostApprovals(owner: ApiClient, approved: ReadonlySet<string>): Promise<string[]> {
  const there = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await owner.learning.list({
      status: 'approved',
      limit: 100,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const { id } of page.items) there.add(id);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return [...approved].filter((id) => !there.has(id)).map((id) => `the approval of ${id}`);
}

function textLosses(sent: Map<string, SentText>, messages: readonly Message[]): string[] {
  return [...sent].flatMap(([text, { messageId }]) => {
    const stored = messages.filter(({ content }) => content === text);
    if (stored.length > 1) return [`"${text}" is there ${stored.length} times`];
    if (messageId !== undefined && stored[0]?.id !== messageId) return [`"${text}" (${messageId}) is lost`];
    return [];
  });
}

/** Two answers of the AI to the same message of the customer. */
function doubleAnswers(messages: readonly Message[]): string[] {
  const isAnswer = ({ author, metadata }: Message) =>
    author.kind === 'ai' && ['answer', 'declined', 'smalltalk'].includes(metadata.kind ?? 'answer');
  let answers = 0;
  const doubles: string[] = [];
  for (const message of messages) {
    if (message.author.kind === 'customer') answers = 0;
    else if (isAnswer(message) && ++answers > 1) doubles.push(`a second answer, message ${message.seq}`);
  }
  return doubles;
}
