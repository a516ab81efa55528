import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useApi, useSession } from '../../../lib/api/api-context.ts';

/** What the copilot can do in a conversation now, and the reply that it has prepared. */
export function useCopilot(conversationId: string) {
  return useQuery(useApi().copilot.state.queryOptions({ input: { id: conversationId } }));
}

export function useSummary(conversationId: string, isShown: boolean) {
  return useQuery(useApi().copilot.summary.queryOptions({ input: { id: conversationId }, enabled: isShown }));
}

/** The draft that a message was sent from; it does not change any more. */
export function useDraftGrade(messageId: string) {
  return useQuery(useApi().copilot.grade.queryOptions({ input: { id: messageId }, staleTime: Infinity }));
}

/** Has a model word the summary, which then takes the place of the one from the records. */
export function useSummarise(conversationId: string) {
  const { api } = useSession();
  const queryClient = useQueryClient();
  return useMutation(
    api.copilot.summarise.mutationOptions({
      onSuccess: (summary) =>
        queryClient.setQueryData(api.copilot.summary.queryKey({ input: { id: conversationId } }), summary),
    }),
  );
}

interface Cancellable<Input, Output> {
  run: (input: Input, signal: AbortSignal) => Promise<Output>;
  onDone: (output: Output, input: Input) => void;
}

/** Something that a model takes seconds for: it can be cancelled, and is when nobody looks any more. */
export function useCancellable<Input, Output>({ run, onDone }: Cancellable<Input, Output>) {
  const current = useRef<AbortController>(undefined);
  useEffect(() => () => current.current?.abort(), []);
  const mutation = useMutation<Output | undefined, Error, Input>({
    async mutationFn(input) {
      current.current?.abort();
      const controller = new AbortController();
      current.current = controller;
      try {
        const output = await run(input, controller.signal);
        if (!controller.signal.aborted) onDone(output, input);
        return output;
      } catch (error) {
        if (controller.signal.aborted) return undefined;
        throw error;
      }
    },
  });
  return {
    start: mutation.mutate,
    isRunning: mutation.isPending,
    error: mutation.error,
    output: mutation.data,
    /** What was asked for last. */
    input: mutation.variables,
    retry: () => mutation.variables !== undefined && mutation.mutate(mutation.variables),
    cancel(): void {
      current.current?.abort();
      mutation.reset();
    },
    dismiss: mutation.reset,
  };
}
