import { createContext, use } from 'react';

/** The business's time zone; the machine's until the settings are known. */
export const TimeZoneContext = createContext(Intl.DateTimeFormat().resolvedOptions().timeZone);

export function useTimeZone(): string {
  return use(TimeZoneContext);
}
