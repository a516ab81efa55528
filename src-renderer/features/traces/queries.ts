import { useMutation, useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api/api-context.ts';

/** The whole way to an answer. What became of its articles changes, so it is read again when the page is opened. */
export function useTraceDetail(id: string) {
  return useQuery(useApi().traces.get.queryOptions({ input: { id } }));
}

/** The latest runs of the AI in a conversation, newest first. */
export function useTraces(conversationId: string) {
  return useQuery(useApi().traces.list.queryOptions({ input: { id: conversationId, limit: 30 } }));
}

export function useRerunChoices() {
  return useQuery(useApi().traces.rerunChoices.queryOptions());
}

/** Each run with a model costs: it is asked for once, and never again by itself. */
export function useRunAgain() {
  return useMutation(useApi().traces.runAgain.mutationOptions());
}
