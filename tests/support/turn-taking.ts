/**
 * Runs actors that work on one database in an order that the test chooses: each actor stops at every step, and only
 * when all have stopped or ended is one of them let on, to its next step. So real work (queries, transactions) is
 * done in full between two choices, and every order of the steps can be reached.
 */
export interface TurnTaking {
  /** Stops here until this actor is chosen, then does the work. */
  step<T>(work: () => Promise<T>): Promise<T>;
  /** Runs the actors to their ends; `choices` picks who goes on, round robin once they are used up. Returns the steps. */
  run(actors: readonly (() => Promise<unknown>)[], choices: readonly number[]): Promise<number>;
}

export function createTurnTaking(): TurnTaking {
  const stopped: (() => void)[] = [];
  let busy = 0;
  let onQuiet = () => {};

  function settle(): void {
    busy -= 1;
    if (busy === 0) onQuiet();
  }

  return {
    async step(work) {
      await new Promise<void>((resume) => {
        stopped.push(resume);
        settle();
      });
      return work();
    },

    async run(actors, choices) {
      const failures: unknown[] = [];
      busy = actors.length;
      let quiet = new Promise<void>((resolve) => {
        onQuiet = resolve;
      });
      for (const actor of actors)
        void actor()
          .catch((error) => failures.push(error))
          .finally(settle);
      let turn = 0;
      for (; ; turn += 1) {
        await quiet;
        if (stopped.length === 0) break;
        const [resume] = stopped.splice((choices[turn] ?? turn) % stopped.length, 1);
        quiet = new Promise<void>((resolve) => {
          onQuiet = resolve;
        });
        busy = 1;
        resume?.();
      }
      if (failures.length > 0) throw failures[0];
      return turn;
    },
  };
}
