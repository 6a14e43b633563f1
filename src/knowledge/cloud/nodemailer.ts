import type { Library } from "../library.js";

export const nodemailer: Library = {
  name: "nodemailer",
  modules: ["nodemailer"],
  default: "nodemailer",
  verified: "nodemailer@10.6.0",
  types: { Transporter: "nodemailer.createTransport()" },
  remote: [
    {
      calls: ["nodemailer.createTransport().sendMail"],
      effect: "non-idempotent",
      delivers: true,
      timeout: [
        { client: "nodemailer.createTransport", argument: 0, path: "socketTimeout", bounds: "idle" },
        { client: "nodemailer.createTransport", argument: 0, path: "greetingTimeout", bounds: "connect" },
        { client: "nodemailer.createTransport", argument: 0, path: "connectionTimeout", bounds: "connect" },
      ],
      abort: [{ argument: 0, path: "signal", versions: ">=10" }],
      defaultTimeout: 600_000,
      defaultDetail: "10 min of silence, after 2 min to connect",
      retries: { defaultAttempts: 1, attempts: [], source: "nodemailer@10.6.0/dist/cjs/smtp-transport/index.js" },
      source: "nodemailer@10.6.0/dist/cjs/smtp-connection/index.js:53",
    },
  ],
};
