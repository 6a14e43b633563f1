import type { Library, RemoteFact } from "../library.js";

const retries = { defaultAttempts: 3, firstIsExtra: true, source: "stripe@23.1.0/esm/stripe.esm.node.js:180" } as const;

const common = {
  abort: [],
  defaultTimeout: 80_000,
  defaultDetail: "80 s for each of three attempts",
  source: "stripe@23.1.0/esm/stripe.esm.node.js:100",
} as const satisfies Partial<RemoteFact>;

/** Every POST carries an idempotency key of its own, so that the retries of the library repeat nothing. */
export const stripe: Library = {
  name: "stripe",
  modules: ["stripe"],
  default: "Stripe",
  verified: "stripe@23.1.0",
  remote: [
    {
      calls: [
        "new Stripe().customers.create",
        "new Stripe().paymentIntents.create",
        "new Stripe().paymentMethods.create",
        "new Stripe().setupIntents.create",
        "new Stripe().charges.create",
        "new Stripe().refunds.create",
        "new Stripe().subscriptions.create",
        "new Stripe().invoices.create",
        "new Stripe().products.create",
        "new Stripe().prices.create",
        "new Stripe().payouts.create",
        "new Stripe().transfers.create",
        "new Stripe().checkout.sessions.create",
        "new Stripe().billingPortal.sessions.create",
      ],
      effect: "idempotent-write",
      timeout: [
        { argument: 1, path: "timeout" },
        { client: "new Stripe", argument: 1, path: "timeout" },
      ],
      retries: {
        attempts: [
          { argument: 1, path: "maxNetworkRetries" },
          { client: "new Stripe", argument: 1, path: "maxNetworkRetries" },
        ],
        ...retries,
      },
      idempotencyKey: [{ argument: 1, path: "idempotencyKey" }],
      ...common,
    },
    {
      calls: [
        "new Stripe().customers.retrieve",
        "new Stripe().paymentIntents.retrieve",
        "new Stripe().paymentMethods.retrieve",
        "new Stripe().setupIntents.retrieve",
        "new Stripe().charges.retrieve",
        "new Stripe().refunds.retrieve",
        "new Stripe().subscriptions.retrieve",
        "new Stripe().invoices.retrieve",
        "new Stripe().products.retrieve",
        "new Stripe().prices.retrieve",
        "new Stripe().payouts.retrieve",
        "new Stripe().transfers.retrieve",
        "new Stripe().checkout.sessions.retrieve",
      ],
      effect: "read",
      timeout: [
        { argument: 2, path: "timeout" },
        { client: "new Stripe", argument: 1, path: "timeout" },
      ],
      retries: {
        attempts: [
          { argument: 2, path: "maxNetworkRetries" },
          { client: "new Stripe", argument: 1, path: "maxNetworkRetries" },
        ],
        ...retries,
      },
      idempotencyKey: [{ argument: 2, path: "idempotencyKey" }],
      ...common,
    },
    {
      calls: [
        "new Stripe().customers.list",
        "new Stripe().paymentIntents.list",
        "new Stripe().paymentMethods.list",
        "new Stripe().setupIntents.list",
        "new Stripe().charges.list",
        "new Stripe().refunds.list",
        "new Stripe().subscriptions.list",
        "new Stripe().invoices.list",
        "new Stripe().products.list",
        "new Stripe().prices.list",
        "new Stripe().payouts.list",
        "new Stripe().transfers.list",
        "new Stripe().checkout.sessions.list",
      ],
      effect: "read",
      timeout: [
        { argument: 1, path: "timeout" },
        { client: "new Stripe", argument: 1, path: "timeout" },
      ],
      retries: {
        attempts: [
          { argument: 1, path: "maxNetworkRetries" },
          { client: "new Stripe", argument: 1, path: "maxNetworkRetries" },
        ],
        ...retries,
      },
      idempotencyKey: [{ argument: 1, path: "idempotencyKey" }],
      ...common,
    },
    {
      calls: [
        "new Stripe().customers.update",
        "new Stripe().paymentIntents.update",
        "new Stripe().paymentMethods.update",
        "new Stripe().setupIntents.update",
        "new Stripe().charges.update",
        "new Stripe().refunds.update",
        "new Stripe().subscriptions.update",
        "new Stripe().invoices.update",
        "new Stripe().products.update",
        "new Stripe().prices.update",
        "new Stripe().payouts.update",
        "new Stripe().transfers.update",
        "new Stripe().checkout.sessions.update",
      ],
      effect: "idempotent-write",
      timeout: [
        { argument: 2, path: "timeout" },
        { client: "new Stripe", argument: 1, path: "timeout" },
      ],
      retries: {
        attempts: [
          { argument: 2, path: "maxNetworkRetries" },
          { client: "new Stripe", argument: 1, path: "maxNetworkRetries" },
        ],
        ...retries,
      },
      idempotencyKey: [{ argument: 2, path: "idempotencyKey" }],
      ...common,
    },
  ],
};
