import { api } from '../api.ts';
import { exchangeCode, type SignInDeps, signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

export function createSessionRoutes(deps: SignInDeps) {
  return {
    exchange: api.sessions.exchange.handler(({ input }) => exchangeCode(deps, input.code)),
    signIn: api.sessions.signIn.handler(({ input }) => signIn(deps, input.email, input.password)),
    signOut: api.sessions.signOut.handler(async ({ context }) => {
      await signOut(deps.db, context.actor);
      return { done: true as const };
    }),
  };
}
