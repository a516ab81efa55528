import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserX } from '@tabler/icons-react';
import { useSession } from '../../../lib/api/api-context.ts';
import { DeleteCustomerDialog } from './delete-customer-dialog.tsx';

interface DeleteCustomerProps {
  conversationId: string;
  name: string;
  onDeleted: () => void;
}

/** Where an admin answers a customer who wants to be forgotten. */
export function DeleteCustomer({ conversationId, name, onDeleted }: DeleteCustomerProps) {
  const { can } = useSession();
  const [isOpen, dialog] = useDisclosure();
  if (!can('admin')) return null;
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        mt="md"
        leftSection={<IconUserX size={15} stroke={1.8} aria-hidden />}
        onClick={dialog.open}
      >
        Delete this customer…
      </Button>
      {isOpen && (
        <DeleteCustomerDialog
          conversationId={conversationId}
          name={name}
          onClose={dialog.close}
          onDeleted={() => {
            dialog.close();
            onDeleted();
          }}
        />
      )}
    </>
  );
}
