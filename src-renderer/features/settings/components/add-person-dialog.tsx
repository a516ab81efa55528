import { Button, Group, Modal, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { StaffRole } from '#contract/route.ts';
import { useTeamChanges } from '../mutations.ts';
import { ROLE_OPTIONS } from './role-options.ts';

const MIN_PASSWORD = 10;

export function AddPersonDialog({ onClose }: { onClose: () => void }) {
  const { create } = useTeamChanges();
  const form = useForm({
    initialValues: { name: '', email: '', password: '', role: 'support' as StaffRole },
    validate: {
      name: (value) => (value.trim() === '' ? 'Say who it is.' : null),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : 'This is not an e-mail address.'),
      password: (value) => (value.length < MIN_PASSWORD ? `Use at least ${MIN_PASSWORD} characters.` : null),
    },
  });
  return (
    <Modal opened onClose={onClose} title="Add a person" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={form.onSubmit((values) => create.mutate(values, { onSuccess: onClose }))} noValidate>
        <Stack gap="sm">
          <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
          <TextInput label="E-mail" type="email" {...form.getInputProps('email')} />
          <PasswordInput
            label="Password"
            description="Tell it to them; at least 10 characters."
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
          <Select label="Role" allowDeselect={false} data={ROLE_OPTIONS} {...form.getInputProps('role')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Add
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
