import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Booking, SomeFacts } from '#contract/bookings.ts';
import { useSession } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { saveFile } from '../../lib/save-text-file.ts';
import { showDone, showFailure, showUndo } from '../../ui/toast.tsx';

/** What staff do with a booking. Each change names the version that was seen, so that nothing is overwritten unseen. */
export function useBookingChanges() {
  const { api, client } = useSession();
  const queryClient = useQueryClient();
  const show = (booking: Booking) =>
    queryClient.setQueryData(api.bookings.get.queryKey({ input: { id: booking.id } }), booking);
  const onSettled = () => void queryClient.invalidateQueries({ queryKey: api.bookings.key() });
  /** A change that came too late shows the booking as it is now, beside the reason. */
  const failed = (title: string) => (error: Error) => showFailure(title, failureOf(error));
  const told = (done: string, notDone: string) => ({
    onSuccess(booking: Booking) {
      show(booking);
      showDone(done);
    },
    onError: failed(notDone),
    onSettled,
  });

  const update = useMutation(api.bookings.update.mutationOptions({ onSuccess: show, onSettled }));
  const create = useMutation(api.bookings.create.mutationOptions({ onSuccess: show, onSettled }));
  const hold = useMutation(
    api.bookings.hold.mutationOptions(
      told('The chefs are kept free, and the deposit is asked for.', 'No deposit was asked for'),
    ),
  );
  const markPaid = useMutation(api.bookings.markPaid.mutationOptions(told('Recorded.', 'Not recorded')));
  const cancel = useMutation(api.bookings.cancel.mutationOptions(told('The party is cancelled.', 'Not cancelled')));
  const reschedule = useMutation(api.bookings.reschedule.mutationOptions(told('The party is moved.', 'Not moved')));

  /** Saves what was changed, and offers to put back what was known before. */
  function saveFacts(before: Booking, facts: SomeFacts, handlers: SaveHandlers): void {
    update.mutate(
      { id: before.id, expectedVersion: before.version, facts },
      {
        onSuccess(saved) {
          handlers.onSaved();
          const old = Object.fromEntries(
            Object.entries(before.facts).filter(([name, value]) => name in facts && value !== undefined),
          );
          if (Object.keys(old).length === 0) showDone('Saved.');
          else
            showUndo('Saved.', () =>
              update.mutate(
                { id: before.id, expectedVersion: saved.version, facts: old },
                { onError: failed('Not put back') },
              ),
            );
        },
        onError: handlers.onError,
      },
    );
  }

  async function download(booking: Pick<Booking, 'id'>): Promise<void> {
    try {
      saveFile('party.ics', await client.bookings.calendarFile({ id: booking.id }));
    } catch (error) {
      showFailure('No calendar file', failureOf(error));
    }
  }

  return { update, create, hold, markPaid, cancel, reschedule, saveFacts, download };
}

interface SaveHandlers {
  onSaved: () => void;
  onError: (error: Error) => void;
}
