import { z } from 'zod';
import { Done, Id, Timestamp } from './building-blocks.ts';
import { routeFor, StaffRole } from './route.ts';

export const User = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  role: StaffRole,
  isActive: z.boolean(),
  hasPassword: z.boolean(),
  createdAt: Timestamp,
  lastSeenAt: Timestamp.nullable(),
});
export type User = z.infer<typeof User>;

/** A person as others see them. */
export const Person = z.object({ id: Id, name: z.string() });
export type Person = z.infer<typeof Person>;

const SignedIn = z.object({ token: z.string(), expiresAt: Timestamp, user: User });

const Password = z.string().min(10, 'Use at least 10 characters.').max(200);
const Name = z.string().trim().min(1).max(120);
const Email = z.email('This is not an e-mail address.').max(254).toLowerCase();

export const sessions = {
  /** Exchanges the one-time code of a console link for a session. A code works once and for a short time. */
  exchange: routeFor('public')
    .route({ method: 'POST', path: '/sessions/exchange', summary: 'Open the console with a one-time code' })
    .input(z.object({ code: z.string().min(20).max(200) }))
    .output(SignedIn),
  signIn: routeFor('public')
    .route({ method: 'POST', path: '/sessions', summary: 'Sign in with e-mail and password' })
    .input(z.object({ email: Email, password: z.string().min(1).max(200) }))
    .output(SignedIn),
  signOut: routeFor('support')
    .route({ method: 'POST', path: '/sessions/sign-out', summary: 'End this session' })
    .output(Done),
};

export const users = {
  me: routeFor('support').route({ method: 'GET', path: '/me', summary: 'The person who is signed in' }).output(User),
  list: routeFor('support')
    .route({ method: 'GET', path: '/users', summary: 'Everyone on the team' })
    .output(z.object({ items: z.array(User) })),
  create: routeFor('owner')
    .route({ method: 'POST', path: '/users', summary: 'Add a person to the team', successStatus: 201 })
    .input(z.object({ name: Name, email: Email, role: StaffRole, password: Password }))
    .output(User),
  update: routeFor('owner')
    .route({ method: 'PATCH', path: '/users/{id}', summary: 'Change a person' })
    .input(
      z.object({
        id: Id,
        name: Name.optional(),
        email: Email.optional(),
        role: StaffRole.optional(),
        isActive: z.boolean().optional(),
        password: Password.optional(),
      }),
    )
    .output(User),
};
