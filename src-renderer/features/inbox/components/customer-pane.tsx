import { IconMessages } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { failureOf } from '../../../lib/api/failure.ts';
import { count, oneDecimal } from '../../../lib/format-number.ts';
import { CHANNEL_WORDS, customerName, STATUS_WORDS } from '../../../lib/words.ts';
import { ChannelIcon } from '../../../ui/channel-icon.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { ConversationBookings } from '../../bookings/components/conversation-bookings.tsx';
import { DeleteCustomer } from '../../erasures/components/delete-customer.tsx';
import { useConversation, useCustomer } from '../queries.ts';
import classes from './customer-pane.module.css';
import { EscalationCard } from './escalation-card.tsx';

/** Who the customer is, why a person is needed, and what else they have written. */
export function CustomerPane({ conversationId }: { conversationId: string }) {
  const navigate = useNavigate();
  const customer = useCustomer(conversationId);
  const escalation = useConversation(conversationId).data?.escalation;
  return (
    <aside className={classes.pane} aria-label="Customer">
      {customer.isPending && <SkeletonRows rows={4} />}
      {customer.isError && <ErrorState failure={failureOf(customer.error)} onRetry={() => void customer.refetch()} />}
      {customer.data !== undefined && (
        <>
          <h2 className={classes.name}>{customerName(customer.data.customer)}</h2>
          <dl className={classes.facts}>
            <dt>Contact</dt>
            <dd>{customer.data.customer.userId || 'not given'}</dd>
            <dt>Writes by</dt>
            <dd>{CHANNEL_WORDS[customer.data.channel]}</dd>
            <dt>First seen</dt>
            <dd>
              <RelativeTime at={customer.data.firstSeenAt} suffix=" ago" />
            </dd>
            <dt>Conversations</dt>
            <dd>{count(customer.data.conversationCount)}</dd>
            <dt>Satisfaction</dt>
            <dd>
              {customer.data.satisfaction === null ? 'no rating yet' : `${oneDecimal(customer.data.satisfaction)} of 5`}
            </dd>
          </dl>
          {escalation != null && <EscalationCard escalation={escalation} />}
          <ConversationBookings conversationId={conversationId} />
          <h3 className={classes.section}>
            <IconMessages size={14} aria-hidden /> Other conversations
          </h3>
          {customer.data.others.length === 0 && <p className={classes.none}>This is the only one.</p>}
          <ul className={classes.others}>
            {customer.data.others.map((other) => (
              <li key={other.id}>
                <Link
                  to="/inbox/{-$conversationId}"
                  params={{ conversationId: other.id }}
                  search={(before) => before}
                  className={classes.other}
                >
                  <span className={classes.line}>
                    <ChannelIcon channel={other.channel} size={13} />
                    {STATUS_WORDS[other.status]}
                    <span className={classes.time}>
                      <RelativeTime at={other.lastMessageAt} />
                    </span>
                  </span>
                  <span className={classes.preview}>{other.preview}</span>
                </Link>
              </li>
            ))}
          </ul>
          <DeleteCustomer
            conversationId={conversationId}
            name={customerName(customer.data.customer)}
            onDeleted={() =>
              void navigate({
                to: '/inbox/{-$conversationId}',
                params: { conversationId: undefined },
                search: (before) => before,
              })
            }
          />
        </>
      )}
    </aside>
  );
}
