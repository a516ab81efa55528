/** Something that lives as long as the process, or a part of it. `stop` may be called once, after `start` has settled. */
export interface Service {
  readonly name: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts services in order and stops those that were started in reverse order.
 * If one fails to start, the ones before it are stopped again and the error is passed on.
 * A service that fails to stop does not keep the others running.
 */
export function createLifecycle(
  services: readonly Service[],
  onStopError: (name: string, error: unknown) => void,
): Service {
  const started: Service[] = [];
  async function stop(): Promise<void> {
    for (let service = started.pop(); service !== undefined; service = started.pop()) {
      try {
        await service.stop();
      } catch (error) {
        onStopError(service.name, error);
      }
    }
  }
  return {
    name: 'lifecycle',
    async start() {
      try {
        for (const service of services) {
          await service.start();
          started.push(service);
        }
      } catch (error) {
        await stop();
        throw error;
      }
    },
    stop,
  };
}
