import { type KeyValueStorage, readStored, writeStored } from './storage.ts';

/** What a person has begun to write to a customer. */
export interface Draft {
  text: string;
  /** Stays with the draft until it is sent, so that sending it twice makes one message. */
  clientKey: string;
  /** The last message that the writer had seen when the draft was begun or read again. */
  seenSeq: number;
  /** The AI's draft that the text began as. */
  draftId?: string;
}

export interface DraftStore {
  get(conversationId: string): Draft | undefined;
  /** Keeps the text under the key it began with; an empty text ends the draft. */
  write(conversationId: string, text: string, seenSeq: number, draftId?: string): Draft | undefined;
  /** The writer has read up to `seq`. */
  acknowledge(conversationId: string, seq: number): void;
  clear(conversationId: string): void;
}

const keyOf = (conversationId: string) => `teppan.draft.${conversationId}`;

/** Drafts outlive a reload, a crash and a lost session: they are written at every change. */
export function createDraftStore(storage: KeyValueStorage, newKey: () => string): DraftStore {
  const get = (id: string) => readStored(storage, keyOf(id), parseDraft);
  return {
    get,
    write(id, text, seenSeq, draftId) {
      if (text === '') {
        storage.removeItem(keyOf(id));
        return undefined;
      }
      const before = get(id);
      const beganAs = draftId ?? before?.draftId;
      const draft = {
        text,
        clientKey: before?.clientKey ?? newKey(),
        seenSeq: before?.seenSeq ?? seenSeq,
        ...(beganAs === undefined ? {} : { draftId: beganAs }),
      };
      writeStored(storage, keyOf(id), draft);
      return draft;
    },
    acknowledge(id, seq) {
      const draft = get(id);
      if (draft !== undefined) writeStored(storage, keyOf(id), { ...draft, seenSeq: Math.max(draft.seenSeq, seq) });
    },
    clear: (id) => storage.removeItem(keyOf(id)),
  };
}

function parseDraft(value: unknown): Draft | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { text, clientKey, seenSeq, draftId } = value as Partial<Record<keyof Draft, unknown>>;
  if (typeof text !== 'string' || typeof clientKey !== 'string' || typeof seenSeq !== 'number') return undefined;
  return { text, clientKey, seenSeq, ...(typeof draftId === 'string' ? { draftId } : {}) };
}
