import { SmartCoercionPlugin } from '@orpc/json-schema';
import type { Context } from '@orpc/server';
import type { StandardHandlerOptions } from '@orpc/server/standard';

const METHODS_WITH_BODY = ['POST', 'PUT', 'PATCH'];

/**
 * Turns the texts of an address into what its route asks for. A JSON body has its types already, and looking through
 * one that holds a vector took longer than checking it.
 */
export class AddressCoercionPlugin<T extends Context> extends SmartCoercionPlugin<T> {
  override init(options: StandardHandlerOptions<T>): void {
    const own: StandardHandlerOptions<T> = {};
    super.init(own);
    const coerce = own.clientInterceptors ?? [];
    options.clientInterceptors = [
      ...coerce.map((interceptor): typeof interceptor => (call) => {
        const method = call.procedure['~orpc'].route.method ?? 'POST';
        return METHODS_WITH_BODY.includes(method) ? call.next() : interceptor(call);
      }),
      ...(options.clientInterceptors ?? []),
    ];
  }
}
