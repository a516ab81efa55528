import { isContractProcedure } from '@orpc/contract';
import { type AnyRouter, implement, isProcedure } from '@orpc/server';
import { contract } from '../contract/index.ts';
import { AppError } from '../core/errors.ts';
import type { ApiRouter } from './api-handler.ts';

type Tree = { [name: string]: unknown };

/** Fills the routes that nobody has built yet with one that says so. Goes away with the last of them. */
export function completeRoutes(routes: Tree): ApiRouter {
  return fill(contract, routes) as unknown as ApiRouter;
}

function fill(declared: Tree, built: Tree): AnyRouter {
  const entries = Object.entries(declared).map(([name, part]) => {
    const own = built[name];
    if (isContractProcedure(part)) return [name, isProcedure(own) ? own : implement(part).handler(refuse)];
    return [name, fill(part as Tree, (own ?? {}) as Tree)];
  });
  return Object.fromEntries(entries);
}

function refuse(): never {
  throw new AppError('UNAVAILABLE', 'This part of Teppan is not there yet.');
}
