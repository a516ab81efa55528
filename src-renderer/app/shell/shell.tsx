import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { bridge } from '../../lib/api/connection.ts';
import { useDeskSettings, useInboxCounts } from '../../lib/desk-queries.ts';
import { TimeZoneContext, useTimeZone } from '../../lib/time-zone.ts';
import { CheatSheet } from '../commands/cheat-sheet.tsx';
import { KeyboardCommands } from '../commands/keyboard-commands.tsx';
import { Palette } from '../commands/palette.tsx';
import { LiveUpdates } from '../live/live-updates.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { DeskCommands } from './desk-commands.tsx';
import { DeskNotices } from './desk-notices.tsx';
import { NavRail } from './nav-rail.tsx';
import classes from './shell.module.css';

/** The frame around every screen: rail at the left, banners above, commands everywhere. */
export function Shell() {
  const fallback = useTimeZone();
  const timeZone = useDeskSettings().data?.timeZone ?? fallback;
  useWaitingInTitle();
  return (
    <LiveUpdates>
      <TimeZoneContext value={timeZone}>
        <KeyboardCommands />
        <DeskCommands />
        <Palette />
        <CheatSheet />
        <div className={classes.shell}>
          <NavRail />
          <div className={classes.stage}>
            <ConnectionBanner />
            <DeskNotices />
            <main className={classes.main}>
              <Outlet />
            </main>
          </div>
        </div>
      </TimeZoneContext>
    </LiveUpdates>
  );
}

/** Who looks at another window sees in the title, or on the dock, that somebody waits. */
function useWaitingInTitle(): void {
  const waiting = useInboxCounts().data?.waiting ?? 0;
  useEffect(() => {
    document.title = waiting === 0 ? 'Teppan' : `(${waiting}) Teppan`;
    void bridge?.setBadge(Math.min(waiting, 9_999));
  }, [waiting]);
}
