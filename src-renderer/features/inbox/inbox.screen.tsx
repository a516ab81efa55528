import { useDebouncedValue, useLocalStorage } from '@mantine/hooks';
import { IconMessageOff, IconMessages } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ComponentProps, useRef } from 'react';
import { failureOf } from '../../lib/api/failure.ts';
import { useCommands } from '../../lib/commands/use-commands.ts';
import { neighbour } from '../../lib/neighbour.ts';
import { EmptyState } from '../../ui/states.tsx';
import { ConversationList } from './components/conversation-list.tsx';
import { ConversationPane } from './components/conversation-pane.tsx';
import { CustomerPane } from './components/customer-pane.tsx';
import { ListFilters } from './components/list-filters.tsx';
import classes from './inbox.module.css';
import { useConversation, useConversationList } from './queries.ts';

const ROUTE = '/inbox/{-$conversationId}';
const SEARCH_PAUSE_MS = 180;

/** Who needs an answer, the conversation, and the customer, beside each other. */
export function InboxScreen() {
  const navigate = useNavigate({ from: ROUTE });
  const { conversationId } = useParams({ from: ROUTE });
  const { view = 'all', channel, q = '' } = useSearch({ from: ROUTE });
  const [search] = useDebouncedValue(q, SEARCH_PAUSE_MS);
  const list = useConversationList({ view, channel, search });
  const searchField = useRef<HTMLInputElement>(null);
  const [isCustomerShown, setIsCustomerShown] = useLocalStorage({
    key: 'teppan.customer-pane',
    defaultValue: window.innerWidth >= 1200,
  });

  const open = (id: string | undefined) => {
    if (id !== undefined) void navigate({ params: { conversationId: id }, search: (before) => before });
  };
  const ids = list.conversations.map(({ id }) => id);

  useCommands({
    'inbox.next': () => open(neighbour(ids, conversationId, 1)),
    'inbox.previous': () => open(neighbour(ids, conversationId, -1)),
    'inbox.search': () => searchField.current?.focus(),
    'inbox.customer': () => setIsCustomerShown(!isCustomerShown),
  });

  return (
    <div className={classes.inbox} data-customer={conversationId !== undefined && isCustomerShown}>
      <section className={classes.list} aria-label="Conversations">
        <ListFilters
          view={view}
          channel={channel}
          search={q}
          searchField={searchField}
          onChannel={(next) => navigate({ search: (before) => ({ ...before, channel: next }) })}
          onSearch={(next) =>
            navigate({ search: (before) => ({ ...before, q: next === '' ? undefined : next }), replace: true })
          }
        />
        <ConversationList
          list={list}
          view={view}
          isFiltered={channel !== undefined || q !== ''}
          selectedId={conversationId}
        />
      </section>
      {conversationId === undefined ? (
        <section className={classes.conversation} aria-label="Conversation">
          <EmptyState icon={IconMessages} title="No conversation is open">
            Choose one from the list, or press J to begin with the first.
          </EmptyState>
        </section>
      ) : (
        <OpenConversation
          key={conversationId}
          conversationId={conversationId}
          isCustomerShown={isCustomerShown}
          onToggleCustomer={() => setIsCustomerShown(!isCustomerShown)}
        />
      )}
    </div>
  );
}

/** The conversation and its customer, until they are deleted: then nothing of them stays on any screen. */
function OpenConversation(props: ComponentProps<typeof ConversationPane>) {
  const { error } = useConversation(props.conversationId);
  if (error !== null && failureOf(error).code === 'NOT_FOUND')
    return (
      <section className={classes.conversation} aria-label="Conversation">
        <EmptyState icon={IconMessageOff} title="This conversation is gone">
          The customer may have been deleted. Choose another one from the list.
        </EmptyState>
      </section>
    );
  return (
    <>
      <ConversationPane {...props} />
      {props.isCustomerShown && <CustomerPane conversationId={props.conversationId} />}
    </>
  );
}
