import { QueryClient } from '@tanstack/react-query';
import { isTransient } from '../lib/api/failure.ts';

/**
 * Answers stay fresh until an event makes them old: live updates invalidate them, so nothing is polled. Asking again
 * by itself happens only where the sidecar was away; the person decides about every other failure.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        gcTime: 15 * 60_000,
        // The sidecar is on this machine or in the house: the browser's idea of "online" says nothing about it.
        networkMode: 'always',
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && isTransient(error),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
