import { oc } from '@orpc/contract';
import { z } from 'zod';
import { ERROR_STATUS, type ErrorCode, FieldIssue } from './errors.ts';

export const StaffRole = z.enum(['support', 'admin', 'owner']);
export type StaffRole = z.infer<typeof StaffRole>;

/**
 * Who may call a route. `public`: anyone who passes the Host and Origin checks; `customer`: the holder of a chat
 * session, for that one conversation; the rest are staff, where owner includes admin and admin includes support.
 */
export type RouteRole = 'public' | 'customer' | StaffRole;

export interface RouteMeta {
  role: RouteRole;
}

const ErrorData = z.object({ requestId: z.string(), issues: z.array(FieldIssue).optional() });

/** Each error code as oRPC's typed client knows it. */
const errors = Object.fromEntries(
  Object.entries(ERROR_STATUS).map(([code, status]) => [code, { status, data: ErrorData }]),
) as { [C in ErrorCode]: { status: number; data: typeof ErrorData } };

/** Begins every route: the role that it needs is declared first, and cannot be forgotten. */
export function routeFor(role: RouteRole) {
  return oc.$meta<RouteMeta>({ role }).errors(errors);
}
