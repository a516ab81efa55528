import { useQuery } from '@tanstack/react-query';
import { useApi } from './api/api-context.ts';

/** How the desk is set up. */
export function useDeskSettings() {
  return useQuery(useApi().system.settings.queryOptions());
}

/** What the desk runs on, and the notices that nobody has put away yet. */
export function useDeskStatus() {
  return useQuery(useApi().system.status.queryOptions());
}

/** How many conversations each inbox view holds. */
export function useInboxCounts() {
  return useQuery(useApi().conversations.counts.queryOptions());
}
