import { api, conversationOf, type RequestContext, staffOf } from '../api.ts';
import type { EventType, ServerEvent } from '../contract/events.ts';
import type { EventStreams, StreamReader } from './event-stream.ts';

/** What a customer may know of: that their own conversation looks different now. Not notes, scores or training. */
const FOR_CUSTOMERS: ReadonlySet<EventType> = new Set([
  'conversation.updated',
  'message.created',
  'message.updated',
  'escalation.created',
  'escalation.updated',
]);

export function createEventRoutes(streams: EventStreams) {
  return {
    staff: api.system.events.handler(({ input, context, ...call }) => {
      const { id } = staffOf(context);
      return streams.open({
        ...readerOf(input.after, context, call),
        accepts: () => true,
        endsWith: (event) => event.type === 'user.updated' && event.subjectId === id,
      });
    }),
    customer: api.chat.events.handler(({ input, context, ...call }) => {
      const conversationId = conversationOf(context);
      return streams.open({
        ...readerOf(input.after, context, call),
        accepts: (event: ServerEvent) => event.conversationId === conversationId && FOR_CUSTOMERS.has(event.type),
      });
    }),
  };
}

interface Call {
  signal?: AbortSignal | undefined;
  lastEventId?: string | undefined;
}

/** A reader that comes back by itself sends the standard Last-Event-ID, which is newer than what it began with. */
function readerOf(
  after: string | undefined,
  context: RequestContext,
  { signal, lastEventId }: Call,
): Omit<StreamReader, 'accepts'> {
  return {
    after: lastEventId !== undefined && /^\d{1,19}$/.test(lastEventId) ? lastEventId : after,
    signal: signal ?? new AbortController().signal,
    disconnect: context.disconnect,
  };
}
