import { createServer, IncomingMessage, type Server, type ServerOptions, ServerResponse } from 'node:http';
import express, { type Express } from 'express';

/**
 * Creates an HTTP server whose requests and responses already have the prototypes that Express wants.
 *
 * Express replaces the prototypes on every request, which costs more than all its other work. If they are right from
 * the beginning, that is a no-op, and a request costs a third. Delete this when Express no longer calls setPrototypeOf.
 */
export function createFastServer(app: Express, options: ServerOptions): Server {
  class FastRequest extends IncomingMessage {}
  class FastResponse extends ServerResponse {}
  Object.defineProperties(FastRequest.prototype, Object.getOwnPropertyDescriptors(express.request));
  Object.defineProperties(FastResponse.prototype, Object.getOwnPropertyDescriptors(express.response));
  const own = (value: unknown) => ({ value, writable: true, configurable: true });
  Object.defineProperty(FastRequest.prototype, 'app', own(app));
  Object.defineProperty(FastResponse.prototype, 'app', own(app));
  Object.assign(app, { request: FastRequest.prototype, response: FastResponse.prototype });
  const classes = { IncomingMessage: FastRequest, ServerResponse: FastResponse };
  // The app refuses what has no Host header, and Node would refuse unknown expectations: both without a word.
  const server = createServer({ ...options, ...classes, requireHostHeader: false }, app);
  return server.on('checkExpectation', app);
}
