import { isContractProcedure } from '@orpc/contract';
import { contract } from '../../src-server/contract/index.ts';
import type { RouteRole } from '../../src-server/contract/route.ts';

export interface ContractRoute {
  /** As it stands in the contract, such as `users.create`. */
  name: string;
  method: string;
  /** With something in place of each parameter. */
  path: string;
  role: RouteRole;
}

const SOME_ID = '00000000-0000-7000-8000-000000000000';

/** Every route that the contract declares. */
export function contractRoutes(): ContractRoute[] {
  return collect(contract, []);
}

function collect(part: object, path: string[]): ContractRoute[] {
  if (!isContractProcedure(part))
    return Object.entries(part).flatMap(([name, inner]) => collect(inner, [...path, name]));
  const { route, meta } = part['~orpc'];
  return [
    {
      name: path.join('.'),
      method: route.method ?? 'POST',
      path: `/api${route.path}`.replaceAll(/\{\w+\}/g, SOME_ID),
      role: (meta as { role: RouteRole }).role,
    },
  ];
}
