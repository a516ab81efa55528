import { Alert, Button, PasswordInput, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SecretName, SecretStatus } from '../../../../src-main/bridge/bridge.ts';
import { bridge } from '../../../lib/api/connection.ts';
import { showDone, showFailure } from '../../../ui/toast.tsx';
import { Section } from './section.tsx';

const STATUS_KEY = ['desktop', 'secrets'];

/** Keys are kept by the desktop app in the system's keychain; the page can set them and never read them. */
export function ModelKeySection() {
  const status = useQuery({ queryKey: STATUS_KEY, queryFn: () => bridge?.secretStatus() ?? null });
  if (status.data == null) return null;
  return (
    <Section
      title="Model key"
      description="With a key, answers are written by a language model. Without one, they are taken from your articles."
    >
      {status.data.warning !== null && (
        <Alert color="yellow" p="xs">
          {status.data.warning}
        </Alert>
      )}
      <SecretField name="openaiApiKey" label="OpenAI API key" isHidden status={status.data} />
      <SecretField name="openaiBaseUrl" label="Server address, if it is not OpenAI’s" status={status.data} />
    </Section>
  );
}

interface SecretFieldProps {
  name: SecretName;
  label: string;
  isHidden?: boolean;
  status: SecretStatus;
}

function SecretField({ name, label, isHidden = false, status }: SecretFieldProps) {
  const queryClient = useQueryClient();
  const [value, setValue] = useState('');
  const save = useMutation({
    mutationFn: async (next: string) => bridge?.saveSecret({ name, value: next }),
    onSuccess: (next) => {
      queryClient.setQueryData(STATUS_KEY, next);
      setValue('');
      showDone('Saved. The desk starts anew with it.');
    },
    onError: () =>
      showFailure('Not saved', {
        code: 'UNKNOWN',
        message: 'The keychain of this computer did not take it. Unlock it and try again.',
        requestId: undefined,
      }),
  });
  const Field = isHidden ? PasswordInput : TextInput;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (value.trim() !== '') save.mutate(value.trim());
      }}
    >
      <Field
        label={label}
        placeholder={status.isSet[name] ? 'Is set; type to replace it' : 'Not set'}
        autoComplete="off"
        mb={6}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={value.trim() === ''} loading={save.isPending}>
        Save
      </Button>{' '}
      {status.isSet[name] && (
        <Button variant="subtle" onClick={() => save.mutate('')}>
          Remove
        </Button>
      )}
      {save.isPending && <Text size="xs">The desk is starting anew…</Text>}
    </form>
  );
}
