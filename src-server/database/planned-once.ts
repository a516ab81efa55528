const names = new Map<string, string>();

/**
 * Marks a constant statement that many requests run: on a server each connection keeps its plan under this name, as
 * reading and planning it again would take longer than running it. Returns the text. For statements whose best plan does
 * not depend on the values. The embedded engine, whose one connection outlives its clients, plans it each time.
 */
export function plannedOnce(name: string, text: string): string {
  names.set(text, name);
  return text;
}

/** The name that the plan of a statement is kept under; undefined where it is planned anew each time. */
export function planName(text: string): string | undefined {
  return names.get(text);
}
