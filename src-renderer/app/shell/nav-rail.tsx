import { Tooltip } from '@mantine/core';
import {
  IconAlertHexagon,
  IconBook2,
  IconCalendarEvent,
  IconChartBar,
  IconInbox,
  IconSchool,
  IconSettings,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import { InboxViews } from '../../features/inbox/components/inbox-views.tsx';
import { useSession } from '../../lib/api/api-context.ts';
import type { CommandId } from '../../lib/commands/catalogue.ts';
import { useCommandHost, useShortcut } from '../../lib/commands/use-commands.ts';
import { useInboxCounts } from '../../lib/desk-queries.ts';
import { Keys } from '../../ui/keys.tsx';
import { DeskState } from './desk-state.tsx';
import classes from './nav-rail.module.css';

/** The way to every screen, with what waits there; who may not open a screen does not see its door. */
export function NavRail() {
  const { api, can, me } = useSession();
  const counts = useInboxCounts().data;
  const pending = useQuery(api.learning.counts.queryOptions({ enabled: can('admin') })).data?.pending;
  return (
    <nav className={classes.rail} aria-label="Main">
      <div className={classes.brand} aria-hidden>
        <span className={classes.mark} />
        Teppan
      </div>
      <RailLink to="/inbox/{-$conversationId}" icon={IconInbox} label="Inbox" command="go.inbox" />
      <InboxViews />
      <RailLink
        to="/escalations"
        icon={IconAlertHexagon}
        label="Escalations"
        command="go.escalations"
        count={counts?.waiting}
      />
      <RailLink to="/bookings" icon={IconCalendarEvent} label="Bookings" command="go.bookings" />
      {can('admin') && (
        <RailLink to="/training" icon={IconSchool} label="Training" command="go.training" count={pending} />
      )}
      <RailLink to="/articles" icon={IconBook2} label="Articles" command="go.articles" />
      {can('owner') && <RailLink to="/analytics" icon={IconChartBar} label="Analytics" command="go.analytics" />}
      <RailLink to="/settings" icon={IconSettings} label="Settings" command="go.settings" />
      <div className={classes.space} />
      <DeskState />
      <div className={classes.me}>{me.name}</div>
    </nav>
  );
}

interface RailLinkProps {
  to: NonNullable<LinkProps['to']>;
  icon: TablerIcon;
  label: string;
  command: CommandId;
  count?: number | undefined;
}

function RailLink({ to, icon: Icon, label, command, count }: RailLinkProps) {
  const { isMac } = useCommandHost();
  const shortcut = useShortcut(command);
  return (
    <Tooltip
      position="right"
      disabled={shortcut === undefined}
      label={shortcut === undefined ? '' : <Keys shortcut={shortcut} isMac={isMac} />}
    >
      <Link
        to={to}
        className={classes.link}
        // A screen stays marked while one of its conversations or articles is open.
        activeOptions={{ exact: false, includeSearch: false }}
        {...(to === '/inbox/{-$conversationId}' ? { params: { conversationId: undefined } } : {})}
      >
        <Icon size={16} stroke={1.7} aria-hidden />
        <span>{label}</span>
        {count !== undefined && count > 0 && <span className={classes.count}>{count}</span>}
      </Link>
    </Tooltip>
  );
}
