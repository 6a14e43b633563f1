import type { Library } from "../library.js";

/** One client for the whole program, whose limit is set by a call. */
export const sendgrid: Library = {
  name: "@sendgrid/mail",
  modules: ["@sendgrid/mail"],
  default: "sgMail",
  verified: "@sendgrid/mail@8.1.6",
  remote: [
    {
      calls: ["sgMail.send", "sgMail.sendMultiple"],
      effect: "non-idempotent",
      timeout: [],
      timeoutCalls: ["sgMail.setTimeout"],
      abort: [],
      defaultTimeout: "none",
      retries: { defaultAttempts: 1, attempts: [], source: "@sendgrid/client@8.1.6/src/classes/client.js" },
      source: "@sendgrid/client@8.1.6/src/classes/client.js:35",
    },
  ],
};
