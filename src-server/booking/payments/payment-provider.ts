/** What a payment page is made of. The same payment always gives the same request, so that asking twice makes one page. */
export interface CheckoutRequest {
  paymentId: string;
  bookingId: string;
  amountCents: number;
  currency: string;
  /** What the customer reads beside the amount. */
  description: string;
  /** After this the page takes no more money. */
  expiresAt: Date;
}

export interface RefundRequest {
  /** Of the refund itself. */
  refundId: string;
  bookingId: string;
  amountCents: number;
  /** How the provider knows the payment that is given back. */
  paidExternalId: string;
}

/** A service that takes deposits and gives money back. Each call may be made again after a crash and then changes nothing. */
export interface PaymentProvider {
  readonly kind: 'stripe' | 'manual';
  /** Makes the page on which the customer pays; undefined where staff record what arrives. */
  createCheckout(
    request: CheckoutRequest,
    signal: AbortSignal,
  ): Promise<{ externalId: string; url: string } | undefined>;
  /** Closes a page that nobody should pay on any more. One that is paid or closed already stays as it is. */
  expire(externalId: string, signal: AbortSignal): Promise<void>;
  /** Gives money back; undefined where staff do it. `isDone` is false while the service is still at it. */
  refund(request: RefundRequest, signal: AbortSignal): Promise<{ externalId: string; isDone: boolean } | undefined>;
}
