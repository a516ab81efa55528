import { type RefObject, useEffect } from 'react';

/** Brings the first field with a problem into view, and the focus into it, each time problems are found. */
export function useFocusProblem(form: RefObject<HTMLElement | null>, problems: object): void {
  useEffect(() => {
    if (Object.keys(problems).length === 0) return;
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    field?.focus({ preventScroll: true });
    // In the middle, as buttons may stick to the edge and cover what is just in view.
    field?.scrollIntoView({ block: 'center' });
  }, [form, problems]);
}
