import { createServer, type Server } from 'node:http';
import type { Express } from 'express';
import { AppError } from '../core/errors.ts';
import type { Service } from '../core/lifecycle.ts';
import type { Address } from './guard.ts';

export interface HttpServerOptions {
  host: string;
  /** 0 lets the system choose. */
  port: number;
  /** The address under which a team reaches this server through its proxy. */
  publicUrl: string | undefined;
}

export interface HttpServer extends Service {
  /** Available once started. */
  port(): number;
  /** Where a person opens the console. */
  url(): string;
  address(): Address;
}

/** How long answers that are under way may take to finish when the server stops. */
const FINISH_MS = 1_000;

/** Listens on one address. The app is made afterwards, as it asks for the address that this server has got. */
export function createHttpServer(
  options: HttpServerOptions,
  createApp: (address: () => Address) => Express,
): HttpServer {
  let server: Server | undefined;
  /** Kept when the server stops, as requests of open connections are answered until the last of them is closed. */
  let boundPort: number | undefined;

  function port(): number {
    if (boundPort === undefined) throw new Error('The server does not listen.');
    return boundPort;
  }
  function address(): Address {
    const local = `127.0.0.1:${port()}`;
    const shared = options.publicUrl === undefined ? [] : [new URL(options.publicUrl)];
    return {
      hosts: [local, ...shared.map((url) => url.host)],
      origins: [`http://${local}`, ...shared.map((url) => url.origin)],
    };
  }
  return {
    name: 'http server',
    port,
    address,
    url: () => options.publicUrl ?? `http://127.0.0.1:${port()}/`,
    async start() {
      const starting = createServer(createApp(address));
      server = starting;
      await listen(starting, options);
      const bound = starting.address();
      if (bound !== null && typeof bound === 'object') boundPort = bound.port;
    },
    async stop() {
      const stopping = server;
      if (stopping === undefined) return;
      const closed = new Promise((resolve) => stopping.close(resolve));
      stopping.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'));
      stopping.closeIdleConnections();
      const impatience = setTimeout(() => stopping.closeAllConnections(), FINISH_MS);
      await closed;
      clearTimeout(impatience);
    },
  };
}

function listen(server: Server, { host, port }: HttpServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(explain(cause, host, port)));
    server.listen({ host, port, exclusive: true }, resolve);
  });
}

function explain(cause: NodeJS.ErrnoException, host: string, port: number): AppError {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new AppError(
        'UNAVAILABLE',
        `Port ${port} is in use by another program. Choose another one with --port, or none for a free one.`,
        { cause },
      );
    case 'EACCES':
      return new AppError(
        'UNAVAILABLE',
        `Port ${port} is reserved for administrators. Choose one above 1023 with --port.`,
        { cause },
      );
    default:
      return new AppError(
        'UNAVAILABLE',
        `The server cannot listen on ${host}, port ${port} (${cause.code ?? 'unknown reason'}). Check TEPPAN_HOST and --port.`,
        { cause },
      );
  }
}
