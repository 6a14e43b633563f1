import { pino } from "pino";

export const logger = pino({
  name: "image-transfer",
  level: process.env["LOG_LEVEL"] ?? "info",
});
