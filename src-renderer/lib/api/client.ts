import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import { type ApiClient, createApiClient } from '#contract/client.ts';

export type { ApiClient };

/** Query and mutation options for every route of the contract, beside the bare client. */
export type Api = RouterUtils<ApiClient>;

export interface ConnectionTarget {
  /** Where the sidecar listens, without a path. */
  url: string;
  /** Undefined before signing in: only public routes answer then. */
  token: string | undefined;
}

export function createClient({ url, token }: ConnectionTarget): ApiClient {
  return createApiClient({ baseUrl: url, token: () => token });
}

export function createApi(client: ApiClient): Api {
  return createTanstackQueryUtils(client);
}
