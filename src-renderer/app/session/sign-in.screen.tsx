import { Alert, Button, Code, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { User } from '#contract/people.ts';
import type { ApiClient } from '../../lib/api/client.ts';
import { failureOf } from '../../lib/api/failure.ts';
import classes from './session.module.css';

interface SignInScreenProps {
  client: ApiClient;
  message: string | undefined;
  onSignedIn: (signedIn: { token: string; user: User }) => void;
}

/** The way in for who has a password; who started Teppan on this machine gets in by its link. */
export function SignInScreen({ client, message, onSignedIn }: SignInScreenProps) {
  const [error, setError] = useState(message);
  const [isBusy, setIsBusy] = useState(false);
  const form = useForm({ initialValues: { email: '', password: '' } });

  const signIn = form.onSubmit(async (values) => {
    setIsBusy(true);
    try {
      onSignedIn(await client.sessions.signIn(values));
    } catch (cause) {
      setError(failureOf(cause).message);
      setIsBusy(false);
    }
  });

  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={signIn} aria-label="Sign in">
        <h1 className={classes.title}>Sign in to your desk</h1>
        <Stack gap="sm" mt="sm">
          {error !== undefined && (
            <Alert color="red" role="alert" p="xs">
              {error}
            </Alert>
          )}
          <TextInput label="E-mail" type="email" autoComplete="username" required {...form.getInputProps('email')} />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={isBusy} fullWidth>
            Sign in
          </Button>
          <Text size="xs" c="dimmed">
            No password yet? Whoever runs Teppan on this machine gets in with the one-time link that{' '}
            <Code>npm start</Code> prints. A used link is used up: start Teppan again for a new one.
          </Text>
        </Stack>
      </form>
    </main>
  );
}
